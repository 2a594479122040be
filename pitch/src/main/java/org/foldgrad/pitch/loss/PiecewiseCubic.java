package org.foldgrad.pitch.loss;

import java.util.function.IntToDoubleFunction;

/**
 * A sampled signal as one cubic polynomial per sample interval, so that a value and its slope at a real position cost one row of four
 * neighbouring numbers: x(i + s) = a + b s + c s^2 + d s^3 for 0 &le; s &le; 1.
 *
 * <p>Past its ends the signal is mirrored about its first and last sample; rows exist for positions 0 to N + 2.
 */
final class PiecewiseCubic {
    /** Rows a, b, c, d of interval i from index 4 i. */
    final double[] rows;
    /** Position of the last sample. */
    final int top;

    private PiecewiseCubic(double[] rows, int top) {
        this.rows = rows;
        this.top = top;
    }

    /** Straight lines between samples. */
    static PiecewiseCubic linear(double[] x) {
        double[] rows = new double[4 * (x.length + 2)];
        for (int i = 0; i < x.length + 2; i++) {
            double here = x[mirror(i, x.length)];
            rows[4 * i] = here;
            rows[4 * i + 1] = x[mirror(i + 1, x.length)] - here;
        }
        return new PiecewiseCubic(rows, x.length - 1);
    }

    /** The interpolating cubic spline: two continuous derivatives. */
    static PiecewiseCubic spline(double[] x) {
        double[] weight = splineWeights(x);
        IntToDoubleFunction at = i -> weight[mirror(i, x.length)];
        double[] rows = new double[4 * (x.length + 2)];
        for (int i = 0; i < x.length + 2; i++) {
            double p = at.applyAsDouble(i - 1);
            double q = at.applyAsDouble(i);
            double r = at.applyAsDouble(i + 1);
            double s = at.applyAsDouble(i + 2);
            rows[4 * i] = (p + 4 * q + r) / 6;
            rows[4 * i + 1] = (r - p) / 2;
            rows[4 * i + 2] = (p - 2 * q + r) / 2;
            rows[4 * i + 3] = (s - p + 3 * (q - r)) / 6;
        }
        return new PiecewiseCubic(rows, x.length - 1);
    }

    /** The value at position {@code p}, 0 &le; p &lt; N + 2. */
    double at(double p) {
        int i = (int) p;
        double s = p - i;
        int row = 4 * i;
        return rows[row] + s * (rows[row + 1] + s * (rows[row + 2] + s * rows[row + 3]));
    }

    /** Weights of the cubic B-splines that pass through the samples: one causal and one anti-causal recursion (Unser 1999, box 2). */
    private static double[] splineWeights(double[] x) {
        int n = x.length;
        if (n == 1) {
            return x.clone();
        }
        double pole = Math.sqrt(3) - 2;
        double[] c = new double[n];
        double sum = 0;
        double power = 1;
        for (int i = 0; i < 2 * n - 2 && Math.abs(power) > 1e-18; i++, power *= pole) {
            sum += power * 6 * x[mirror(i, n)];
        }
        c[0] = sum / (1 - Math.pow(pole, 2.0 * n - 2));
        for (int i = 1; i < n; i++) {
            c[i] = 6 * x[i] + pole * c[i - 1];
        }
        c[n - 1] = pole / (pole * pole - 1) * (c[n - 1] + pole * c[n - 2]);
        for (int i = n - 2; i >= 0; i--) {
            c[i] = pole * (c[i + 1] - c[i]);
        }
        return c;
    }

    private static int mirror(int i, int n) {
        if (n == 1) {
            return 0;
        }
        int phase = Math.floorMod(i, 2 * n - 2);
        return phase < n ? phase : 2 * n - 2 - phase;
    }
}
