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
    private final double perSample;
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
        this.perSample = 1.0 / step;
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
        for (int s = 0, i = 0; s < samples; s++) {
            i = interval(i, s);
            phase[s] = phase(i, s);
        }
        return phase;
    }

    /** The knot interval that {@code t} is in, not before interval {@code i}. */
    private int interval(int i, double t) {
        while (i < knots - 2 && t >= (i + 1) * h) {
            i++;
        }
        return i;
    }

    private double phase(int i, int s) {
        double tau = s * perSample - i;
        return phi[i] + h * tau * (f[i] + 0.5 * tau * (f[i + 1] - f[i]));
    }

    /**
     * Where each {@code stride}-th sample of the stretch falls {@code m} cycles later (samples from the first knot), NaN past the end; the
     * residual there.
     */
    void residuals(int m, int stride, double[] psi, double[] e) {
        Spline spline = channel.spline();
        int j = 0;
        for (int s = 0, k = 0, i = 0; s < samples; s += stride, k++) {
            i = interval(i, s);
            double target = phase(i, s) + m;
            while (j < knots - 1 && phi[j + 1] <= target) {
                j++;
            }
            if (j == knots - 1) {
                psi[k] = Double.NaN;
                e[k] = 0;
                continue;
            }
            double remaining = (target - phi[j]) * perSample;
            double fPsi = Math.sqrt(f[j] * f[j] + 2 * (f[j + 1] - f[j]) * remaining);
            psi[k] = (j + 2 * remaining / (f[j] + fPsi)) * h;
            e[k] = spline.value(origin + psi[k]) - channel.sample(origin + s);
        }
    }

    /** Adds sum of w e^2 / 2's gradient to {@code gradient} and its Gauss-Newton curvature to {@code curvature}. */
    void accumulate(int stride, double[] psi, double[] e, double[] w, double[] gradient, Banded curvature) {
        Spline spline = channel.spline();
        for (int s = 0, k = 0, from = 0, to = 0; s < samples; s += stride, k++) {
            if (w[k] == 0 || Double.isNaN(psi[k])) {
                continue;
            }
            from = interval(from, s);
            to = interval(to, psi[k]);
            double sigma = psi[k] * perSample - to;
            int count = hats(s * perSample - from, to - from, sigma);
            double fPsi = f[to] + sigma * (f[to + 1] - f[to]);
            double slope = spline.slope(origin + psi[k]) * LN2 / fPsi;
            double g = w[k] * slope * e[k];
            for (int q = 0; q < count; q++) {
                row[q] *= f[from + q];
                gradient[from + q] += g * row[q];
            }
            curvature.addOuter(from, w[k] * slope * slope, row, count);
        }
    }

    /**
     * The integral of every hat from {@code tau} of the way along an interval to {@code sigma} of the way along the one {@code apart} intervals
     * later, in {@code row}, from the hat of the first interval's first knot on. Returns how many hats these are.
     */
    private int hats(double tau, int apart, double sigma) {
        row[0] = h * (0.5 * tau - 1) * tau;
        row[1] = -0.5 * h * tau * tau;
        for (int q = 0; q < apart; q++) {
            row[q] += 0.5 * h;
            row[q + 1] += 0.5 * h;
            row[q + 2] = 0;
        }
        row[apart] += h * (1 - 0.5 * sigma) * sigma;
        row[apart + 1] += 0.5 * h * sigma * sigma;
        return apart + 2;
    }
}
