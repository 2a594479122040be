package org.foldgrad.pitch.track;

/**
 * {@link org.foldgrad.pitch.loss.PhaseFold} on one stretch of voice, residual by residual: what a Gauss-Newton step needs and a loss does
 * not give.
 *
 * <pre>
 *   f_p = 2^-theta_p, linear between knots h samples apart      phi(t) = integral of f: a parabola in each knot interval
 *   psi_m(t) = phi^-1(phi(t) + m)                               e_m(t) = x(psi_m(t)) - x(t)
 *   d psi / d theta_p = ln 2 f_p / f(psi) * integral of B_p from t to psi,   B_p the hat of knot p
 * </pre>
 *
 * The derivative is exact, since the integral of f from t to psi stays m, and zero but for the knots that a fold spans: the curvature of
 * a sum of squares is a band.
 */
final class Fold {
    private static final double LN2 = Math.log(2);
    private final Channel channel;
    private final int origin;
    private final int h;
    private final int knots;
    private final int samples;
    private final double[] f;
    private final double[] phi;
    private final double[] row;

    /**
     * @param channel what is folded
     * @param origin  sample at the first knot
     * @param step    h, samples from knot to knot
     * @param knots   number of knots, at least 2
     */
    Fold(Channel channel, int origin, int step, int knots) {
        this.channel = channel;
        this.origin = origin;
        this.h = step;
        this.knots = knots;
        this.samples = (knots - 1) * step + 1;
        this.f = new double[knots];
        this.phi = new double[knots];
        this.row = new double[knots];
    }

    /** Takes the envelope {@code theta}, log2 of the period in samples at the knots. */
    void set(double[] theta) {
        for (int p = 0; p < knots; p++) {
            f[p] = Math.pow(2, -theta[p]);
            phi[p] = p == 0 ? 0 : phi[p - 1] + 0.5 * h * (f[p - 1] + f[p]);
        }
    }

    /** Cycles since the first knot at each sample of the stretch. */
    double[] phase() {
        double[] phase = new double[samples];
        for (int s = 0; s < samples; s++) {
            phase[s] = phase(interval(s), s);
        }
        return phase;
    }

    private int interval(double t) {
        return Math.min((int) (t / h), knots - 2);
    }

    private double phase(int i, int s) {
        double tau = (double) s / h - i;
        return phi[i] + h * tau * (f[i] + 0.5 * tau * (f[i + 1] - f[i]));
    }

    /**
     * Where each {@code stride}-th sample of the stretch falls {@code m} cycles later (samples from the first knot), NaN past the end; the
     * residual there.
     */
    void residuals(int m, int stride, double[] psi, double[] e) {
        int j = 0;
        for (int s = 0, i = 0; s < samples; s += stride, i++) {
            double target = phase(interval(s), s) + m;
            while (j < knots - 1 && phi[j + 1] <= target) {
                j++;
            }
            if (j == knots - 1) {
                psi[i] = Double.NaN;
                e[i] = 0;
                continue;
            }
            double remaining = (target - phi[j]) / h;
            double fPsi = Math.sqrt(f[j] * f[j] + 2 * (f[j + 1] - f[j]) * remaining);
            psi[i] = (j + 2 * remaining / (f[j] + fPsi)) * h;
            e[i] = channel.spline().value(origin + psi[i]) - channel.sample(origin + s);
        }
    }

    /** Adds sum of w e^2 / 2's gradient to {@code gradient} and its Gauss-Newton curvature to {@code curvature}. */
    void accumulate(int stride, double[] psi, double[] e, double[] w, double[] gradient, Banded curvature) {
        for (int s = 0, i = 0; s < samples; s += stride, i++) {
            if (w[i] == 0 || Double.isNaN(psi[i])) {
                continue;
            }
            int from = interval(s);
            int to = interval(psi[i]);
            double sigma = psi[i] / h - to;
            hats(from, (double) s / h - from, to, sigma);
            double fPsi = f[to] + sigma * (f[to + 1] - f[to]);
            double slope = channel.spline().slope(origin + psi[i]) * LN2 / fPsi;
            double g = w[i] * slope * e[i];
            double c = w[i] * slope * slope;
            for (int p = from; p <= to + 1; p++) {
                row[p] *= f[p];
                gradient[p] += g * row[p];
                double cp = c * row[p];
                for (int q = from; q <= p; q++) {
                    curvature.add(p, q, cp * row[q]);
                }
            }
        }
    }

    /** The integral of every hat from {@code tau} of the way along interval {@code from} to {@code sigma} of the way along {@code to}. */
    private void hats(int from, double tau, int to, double sigma) {
        row[from] = h * (0.5 * tau - 1) * tau;
        row[from + 1] = -0.5 * h * tau * tau;
        for (int p = from; p < to; p++) {
            row[p] += 0.5 * h;
            row[p + 1] += 0.5 * h;
            row[p + 2] = 0;
        }
        row[to] += h * (1 - 0.5 * sigma) * sigma;
        row[to + 1] += 0.5 * h * sigma * sigma;
    }
}
