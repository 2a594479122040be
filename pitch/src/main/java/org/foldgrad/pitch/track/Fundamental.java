package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * The signal low-passed to about its first harmonic: a formant that moves changes the shape of the cycles and with it the lag at
 * which they fold best, but hardly the fundamental. Where there is none, its folds are noise and weigh nothing.
 */
final class Fundamental {
    /** Cut-off in multiples of the median f0: above the highest f0 of a voice that ranges over half an octave each way. */
    private static final double CUTOFF = 1.6;
    /** Half-length of the Hann-windowed sinc, in median periods. */
    private static final double HALF_LENGTH = 1;
    /** Folds below this do not count for the median. */
    private static final double CLEAR = 0.8;

    private Fundamental() {
    }

    static double[] of(double[] x, Candidates candidates, int[] path) {
        double[] lags = new double[path.length];
        int n = 0;
        for (int k = 0; k < path.length; k++) {
            if (path[k] >= 0 && candidates.strength()[k][path[k]] > CLEAR) {
                lags[n++] = candidates.lag()[k][path[k]];
            }
        }
        if (n == 0) {
            return new double[x.length];
        }
        Arrays.sort(lags, 0, n);
        return lowPass(x, CUTOFF / lags[n / 2], (int) Math.ceil(HALF_LENGTH * lags[n / 2]));
    }

    private static double[] lowPass(double[] x, double cutoff, int half) {
        double[] h = new double[half + 1];
        double sum = 0;
        for (int i = 0; i <= half; i++) {
            double u = 2 * Math.PI * cutoff * i;
            h[i] = (0.5 + 0.5 * Math.cos(Math.PI * i / (half + 1))) * (i == 0 ? 1 : Math.sin(u) / u);
            sum += i == 0 ? h[i] : 2 * h[i];
        }
        double[] y = new double[x.length];
        // tap by tap, so that the inner loop runs along the signal
        for (int i = -half; i <= half; i++) {
            double tap = h[Math.abs(i)] / sum;
            int to = Math.min(x.length, x.length - i);
            for (int n = Math.max(0, -i); n < to; n++) {
                y[n] += tap * x[n + i];
            }
        }
        return y;
    }
}
