package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * What a signal would be beyond its ends if it went on as it was: linear prediction of high order, fitted to the last tenth of a second by
 * Burg's method (1975), whose predictors are stable, so that tones go on and noise dies away (Kauppinen and Roth 2002). Filters that reach
 * beyond the ends then find no edge there.
 *
 * <p>It is computed in the lattice of reflection coefficients k, f_i(n) = f_(i-1)(n) + k_i b_(i-1)(n-1), b_i(n) = b_(i-1)(n-1) + k_i f_(i-1)(n),
 * f_0 = b_0 = x, where no coefficient exceeds 1; those of the same filter as a sum of taps grow beyond what numbers hold.
 */
final class Continuation {
    /** Samples that the predictor is fitted to, and its order: a period of the deepest voices. */
    private static final int FITTED = (int) (0.1 * Signal.RATE);
    private static final int ORDER = (int) (0.025 * Signal.RATE);
    /** Knots, and samples, that are added at both ends, for filters and windows to reach into: 50 ms, two periods of the deepest voice. */
    static final int KNOTS = 10;
    static final int SAMPLES = KNOTS * Signal.STEP;
    /** Noise that is taken for granted, as a share of the energy, below that of any recording: without noise the last stages would foretell rounding. */
    private static final double NOISE = 1e-12;
    /** Samples fitted to, at least, for each stage. */
    private static final int SAMPLES_PER_STAGE = 3;

    private Continuation() {
    }

    /**
     * {@code x} with {@link #SAMPLES} more beyond both ends. The outer {@code unsure} samples of {@code x}, where a filter lacked what lies beyond, are
     * foretold as well.
     */
    static double[] of(double[] x, int unsure) {
        double[] y = new double[x.length + 2 * SAMPLES];
        System.arraycopy(x, 0, y, SAMPLES, x.length);
        if (x.length > 2 * unsure) {
            goOn(y, SAMPLES + unsure, SAMPLES + x.length - unsure);
            reverse(y);
            goOn(y, SAMPLES + unsure, SAMPLES + x.length - unsure);
            reverse(y);
        }
        return y;
    }

    /** The part of {@code y} that was {@code x}. */
    static double[] within(double[] y) {
        return Arrays.copyOfRange(y, SAMPLES, y.length - SAMPLES);
    }

    /** Foretells all from sample {@code to} on, from samples {@code from} to {@code to - 1}. */
    private static void goOn(double[] y, int from, int to) {
        int count = Math.min(FITTED, to - from);
        double[] reflection = new double[Math.min(ORDER, count / SAMPLES_PER_STAGE)];
        double[] last = burg(y, to - count, count, reflection);
        for (int n = to; n < y.length; n++) {
            double forward = 0;
            for (int i = reflection.length - 1; i >= 0; i--) {
                forward -= reflection[i] * last[i];
                last[i + 1] = last[i] + reflection[i] * forward;
            }
            last[0] = forward;
            y[n] = forward;
        }
    }

    /**
     * Finds the coefficients that make the forward and backward errors least, stage by stage; returns the last sample's backward errors before each
     * stage and after them all.
     */
    private static double[] burg(double[] x, int from, int count, double[] reflection) {
        double[] forward = new double[count];
        double[] backward = new double[count];
        System.arraycopy(x, from, forward, 0, count);
        System.arraycopy(x, from, backward, 0, count);
        double[] last = new double[reflection.length + 1];
        double noise = Double.MIN_NORMAL;
        for (double v : forward) {
            noise += NOISE * v * v;
        }
        for (int i = 0; i < reflection.length; i++) {
            last[i] = backward[count - 1];
            double both = 0;
            double energy = noise;
            for (int n = i + 1; n < count; n++) {
                both += forward[n] * backward[n - 1];
                energy += forward[n] * forward[n] + backward[n - 1] * backward[n - 1];
            }
            double k = -2 * both / energy;
            for (int n = count - 1; n > i; n--) {
                double f = forward[n];
                forward[n] = f + k * backward[n - 1];
                backward[n] = backward[n - 1] + k * f;
            }
            reflection[i] = k;
        }
        return last;
    }

    private static void reverse(double[] y) {
        for (int i = 0, j = y.length - 1; i < j; i++, j--) {
            double v = y[i];
            y[i] = y[j];
            y[j] = v;
        }
    }
}
