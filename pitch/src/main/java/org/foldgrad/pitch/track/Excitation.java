package org.foldgrad.pitch.track;

/** What excites the resonances of a signal, in two views. */
final class Excitation {
    /** Pre-emphasis of the glottal flow's inverse filter: takes off the -6 dB an octave with which voices arrive. */
    private static final double EMPHASIS = 0.97;
    /** Half-length of the glottal flow's smoothing, seconds: short of the shortest half cycle, longer than a spike of noise. */
    private static final double SMOOTHING = 0.00025;

    private Excitation() {
    }

    /** The residual of linear prediction: all periods' pulses with the same flat spectrum, which folds sharply. */
    static double[] residual(double[] x) {
        double[] e = LinearPrediction.residual(x, 0);
        // binomial over five samples, down 3 dB at a sixth of the rate: the band the signal has
        return smooth(e, new double[] {0.375, 0.25, 0.0625});
    }

    /**
     * The derivative of the glottal flow, by inverse filtering with a predictor of the pre-emphasised signal (Wong, Markel and Gray 1979).
     * It keeps the source's fall towards high frequencies, and so is less noisy than the residual. The flow stops at the closing of
     * the glottis: its derivative's extreme, here turned to point up. It is the side with the larger third moment, however the
     * microphone was wired.
     */
    static double[] glottal(double[] x) {
        double[] e = LinearPrediction.residual(x, EMPHASIS);
        int half = (int) Math.round(SMOOTHING * Signal.RATE);
        double[] hann = new double[half + 1];
        for (int i = 0; i <= half; i++) {
            hann[i] = (0.5 + 0.5 * Math.cos(Math.PI * i / (half + 1))) / (half + 1);
        }
        return upright(smooth(e, hann));
    }

    /** Convolution with a symmetric kernel, given from its middle on. */
    private static double[] smooth(double[] e, double[] kernel) {
        int half = kernel.length - 1;
        double[] y = new double[e.length];
        for (int n = half; n + half < e.length; n++) {
            double sum = kernel[0] * e[n];
            for (int i = 1; i <= half; i++) {
                sum += kernel[i] * (e[n - i] + e[n + i]);
            }
            y[n] = sum;
        }
        return y;
    }

    /** Turns the signal so that its peaks are higher than its troughs are deep: positive third moment. */
    private static double[] upright(double[] e) {
        double moment = 0;
        for (double v : e) {
            moment += v * v * v;
        }
        if (moment < 0) {
            for (int n = 0; n < e.length; n++) {
                e[n] = -e[n];
            }
        }
        return e;
    }
}
