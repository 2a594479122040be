package org.foldgrad.pitch.track;

/**
 * A tone that sounds all the time under something louder: mains hum, a fan, a drone. The Wiener filter against the {@link Background} must
 * not touch it, since harmonics of a voice may lie in the same bins; where nothing else sounds, its level tells it from a voice.
 */
final class Hum {
    /** Parts of the recording in each of which it must be heard alone: what decays is quiet in the last one only. */
    private static final int PARTS = 3;
    /** Most that its power may differ by from part to part, as a factor. */
    private static final double STEADY = 1.5;

    private Hum() {
    }

    /** Its power in each bin; 0 where there is none. {@code averages} are powers, averaged over a fifth of a second each. */
    static double[] of(double[][] averages) {
        int count = averages.length;
        double[] hum = new double[averages[0].length];
        for (int k = 0; k < hum.length; k++) {
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (int part = 0; part < PARTS; part++) {
                double quietest = Double.POSITIVE_INFINITY;
                for (int i = part * count / PARTS; i < (part + 1) * count / PARTS; i++) {
                    quietest = Math.min(quietest, averages[i][k]);
                }
                least = Math.min(least, quietest);
                most = Math.max(most, quietest);
            }
            hum[k] = most < STEADY * least ? most : 0;
        }
        return hum;
    }
}
