package org.foldgrad.pitch.track;

/**
 * Brings a sound to one level, for folds over several cycles: the loudest of them would outweigh those about the instant.
 *
 * <p>The level is the mean power within 10 ms, or what is to come if that is louder, so much less as it is later: what precedes a louder sound is not
 * raised, since an onset is the beginning of something new, and a deep voice is not levelled within its cycles.
 */
final class Level {
    /** Half-length of each of two running means, samples: together a triangle 10 ms wide on either side. */
    private static final int HALF = (int) (0.005 * Signal.RATE);
    /** Seconds before a louder sound at which 1/e of its power counts. */
    private static final double AHEAD = 0.02;

    private Level() {
    }

    /** What each sample is to be multiplied by, so that the power and {@code floor} together are 1. */
    static double[] gain(double[] x, double floor) {
        double[] power = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            power[n] = x[n] * x[n];
        }
        power = Signal.movingAverage(Signal.movingAverage(power, HALF), HALF);
        double decay = Math.exp(-1 / (AHEAD * Signal.RATE));
        double level = 0;
        double[] gain = new double[x.length];
        for (int n = x.length - 1; n >= 0; n--) {
            level = Math.max(power[n], decay * level);
            gain[n] = 1 / Math.sqrt(level + floor + Double.MIN_NORMAL);
        }
        return gain;
    }
}
