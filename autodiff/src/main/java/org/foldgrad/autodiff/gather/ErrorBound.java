package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.gather.Interpolation.Bound;
import org.foldgrad.autodiff.kernel.taps.TapTable;

/**
 * Worst-case interpolation errors of band-limited signals.
 *
 * <p>Interpolating the samples of {@code e^(iwx)} gives {@code e^(iwx) G(w, f)}: the relative error {@code D = G - 1} depends on the
 * position through its fraction f alone, {@code D(w, f) = sum over t of weight[t](f) e^(iw(n_t - f)) / B(w) - 1}, where n_t is the tap's
 * offset and B the transfer function from coefficients to samples (1, or {@code (2 + cos w) / 3} for B-splines). The error is linear in
 * the signal, so for a sum of cosines it is at most the sum of their amplitudes times {@code max |D|} over {@code |w| <= W}; the slope's
 * likewise with {@code sum of weight'[t] e^(iw(n_t - f)) / B - iw}.
 *
 * <p>The maximum is proven from a grid. On [0, W] and on one piece of fractions the real part of {@code e^(ia) D} is, for any a, below
 * 1e-18 from a polynomial of degree {@link #W_DEGREE} in w and {@link #F_DEGREE} in f, and a polynomial of degree n is nowhere greater than
 * {@code 1 / cos(n pi / 2m)} times its greatest value at m Chebyshev points (H. Ehlich and K. Zeller 1964, Schwankung von Polynomen
 * zwischen Gitterpunkten). With m = 8n in both directions the bound is at most 4 % above the true maximum. Kernels are even, so half of
 * the fractions is enough.
 */
final class ErrorBound {
    private static final int W_DEGREE = 64;
    private static final int F_DEGREE = 24;
    private static final int DENSITY = 8;
    private static final double BETWEEN = Math.pow(Math.cos(0.5 * Math.PI / DENSITY), -2);
    /** Room for rounding in the evaluation of the bound and of the interpolation. */
    private static final double ROUNDING = 1e-14;

    private ErrorBound() {}

    static Bound of(Interpolation interpolation, double bandwidth) {
        if (!(bandwidth > 0.0 && bandwidth <= 0.5)) {
            throw new AutodiffException("bound: the bandwidth must be in (0, 0.5] cycles per sample, but is " + bandwidth);
        }
        double[] frequencies = nodes(W_DEGREE * DENSITY, 0.0, 2.0 * Math.PI * bandwidth);
        double[] fractions = fractions(Tables.of(interpolation).pieces());
        boolean spline = interpolation instanceof BSpline;
        TapTable value = Tables.of(interpolation);
        return new Bound(BETWEEN * worst(value, spline, frequencies, fractions) + ROUNDING,
                BETWEEN * worst(value.derivative(), spline, frequencies, fractions) + ROUNDING);
    }

    /** The greatest error modulus over the grid. */
    private static double worst(TapTable table, boolean spline, double[] frequencies, double[] fractions) {
        double[] weights = new double[table.taps()];
        double worst = 0.0;
        for (double f : fractions) {
            table.weights(f, weights);
            for (double w : frequencies) {
                worst = Math.max(worst, squaredError(table, weights, spline, w, f));
            }
        }
        return Math.sqrt(worst);
    }

    private static double squaredError(TapTable table, double[] weights, boolean spline, double w, double f) {
        double stepRe = Math.cos(w);
        double stepIm = Math.sin(w);
        double angle = w * (1.0 - table.taps() / 2 - f);
        double phaseRe = Math.cos(angle);
        double phaseIm = Math.sin(angle);
        double re = 0.0;
        double im = 0.0;
        for (double weight : weights) {
            re += weight * phaseRe;
            im += weight * phaseIm;
            double next = phaseRe * stepRe - phaseIm * stepIm;
            phaseIm = phaseRe * stepIm + phaseIm * stepRe;
            phaseRe = next;
        }
        double samples = spline ? (2.0 + stepRe) / 3.0 : 1.0;
        double errorRe = re / samples - (table.order() == 0 ? 1.0 : 0.0);
        double errorIm = im / samples - (table.order() == 0 ? 0.0 : w);
        return errorRe * errorRe + errorIm * errorIm;
    }

    private static double[] fractions(int pieces) {
        int m = F_DEGREE * DENSITY;
        int half = (pieces + 1) / 2;
        double[] all = new double[half * m];
        for (int p = 0; p < half; p++) {
            System.arraycopy(nodes(m, (double) p / pieces, (p + 1.0) / pieces), 0, all, p * m, m);
        }
        return all;
    }

    /** The m Chebyshev points of the first kind in [low, high]. */
    private static double[] nodes(int m, double low, double high) {
        double[] x = new double[m];
        for (int i = 0; i < m; i++) {
            x[i] = low + (high - low) * Math.pow(Math.sin(0.25 * Math.PI * (2 * i + 1) / m), 2);
        }
        return x;
    }
}
