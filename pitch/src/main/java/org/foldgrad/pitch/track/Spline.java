package org.foldgrad.pitch.track;

/**
 * A signal read at real-valued positions: doubled in rate by a half-sample sinc interpolator, then the cubic B-spline that passes
 * through every sample (Unser 1999); zero beyond the ends. At up to 0.28 cycles a sample the error is below 2e-3 (the cubic alone:
 * 2e-2), which keeps the bias of steady tones below 0.05 cent.
 */
final class Spline {
    /** Pole of the prefilter. */
    private static final double POLE = Math.sqrt(3) - 2;
    /** Half the taps of the half-sample interpolator. */
    private static final int HALF = 12;
    private static final double[] TAPS = halfSampleTaps();
    private final double[] c;

    Spline(double[] x) {
        c = doubled(x);
        for (int n = 1; n < c.length; n++) {
            c[n] += POLE * c[n - 1];
        }
        int last = c.length - 1;
        c[last] *= -POLE / (1 - POLE * POLE);
        for (int n = last - 1; n >= 0; n--) {
            c[n] = POLE * (c[n + 1] - c[n]);
        }
        for (int n = 0; n < c.length; n++) {
            c[n] *= 6;
        }
    }

    /** {@code x} at twice the rate, zero beyond its ends. */
    static double[] doubled(double[] x) {
        double[] z = new double[x.length + 2 * HALF];
        System.arraycopy(x, 0, z, HALF, x.length);
        double[] y = new double[2 * x.length];
        for (int n = 0; n < x.length; n++) {
            y[2 * n] = x[n];
            double sum = 0;
            for (int k = 0; k < HALF; k++) {
                sum += TAPS[k] * (z[n + HALF - k] + z[n + HALF + 1 + k]);
            }
            y[2 * n + 1] = sum;
        }
        return y;
    }

    private static double[] halfSampleTaps() {
        double[] taps = new double[HALF];
        double sum = 0;
        for (int k = 0; k < HALF; k++) {
            double t = k + 0.5;
            double w = Math.PI * t / HALF;
            taps[k] = Signal.blackmanHarris(w) * Math.sin(Math.PI * t) / (Math.PI * t);
            sum += 2 * taps[k];
        }
        for (int k = 0; k < HALF; k++) {
            taps[k] /= sum;
        }
        return taps;
    }

    double value(double position) {
        double t = 2 * position;
        int n = (int) t;
        if (n < 1 || n + 2 >= c.length) {
            return 0;
        }
        double u = t - n;
        double v = 1 - u;
        double middle = (4 - 3 * u * u * (1 + v)) * c[n] + (4 - 3 * v * v * (1 + u)) * c[n + 1];
        return (v * v * v * c[n - 1] + middle + u * u * u * c[n + 2]) / 6;
    }

    /** Derivative by position. */
    double slope(double position) {
        double t = 2 * position;
        int n = (int) t;
        if (n < 1 || n + 2 >= c.length) {
            return 0;
        }
        double u = t - n;
        double v = 1 - u;
        return u * u * c[n + 2] - v * v * c[n - 1] + (3 * u * u - 4 * u) * c[n] + (4 * v - 3 * v * v) * c[n + 1];
    }
}
