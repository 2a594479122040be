package org.foldgrad.pitch.track;

/**
 * PhaseFold on one stretch of voice, at array level: phi(t) = integral of f, psi_m(t) = phi^-1(phi(t) + m),
 * e_m(n) = x(psi_m(n)) - x(n), with the derivative of every residual by every knot.
 *
 * <p>theta is log2 of the period in samples, linear between knots {@code step} samples apart, f = 2^-theta. Since
 * integral from n to psi of f stays m, d psi / d theta_p = ln 2 / f(psi) * integral from n to psi of f B_p, B_p the hat of knot p:
 * exact, and different from zero only for the knots a fold spans.
 */
final class Fold {
    private static final double LN2 = Math.log(2);
    private final int step;
    private final int knots;
    private final int samples;
    private final Channel channel;
    private final int origin;
    private final double[] f;
    private final double[] phi;
    /** Integral of f since the knot before, and of f times the share of the way to the next knot. */
    private final double[] since;
    private final double[] sinceRising;
    private final double[] whole;
    private final double[] wholeRising;

    /**
     * @param channel what is folded
     * @param origin  sample at the first knot
     * @param step    samples from knot to knot
     * @param knots   number of knots, at least 2
     */
    Fold(Channel channel, int origin, int step, int knots) {
        this.channel = channel;
        this.origin = origin;
        this.step = step;
        this.knots = knots;
        this.samples = (knots - 1) * step + 1;
        this.f = new double[samples];
        this.phi = new double[samples];
        this.since = new double[samples];
        this.sinceRising = new double[samples];
        this.whole = new double[knots];
        this.wholeRising = new double[knots];
    }

    /** Integrates the frequency along the stretch. */
    void set(double[] theta) {
        for (int p = 0; p + 1 < knots; p++) {
            // geometric steps: f is exponential between knots
            double ratio = Math.pow(2, (theta[p] - theta[p + 1]) / step);
            double value = Math.pow(2, -theta[p]);
            int s = p * step;
            f[s] = value;
            double flat = 0;
            double rising = 0;
            since[s] = 0;
            sinceRising[s] = 0;
            for (int i = 1; i <= step; i++) {
                double next = value * ratio;
                flat += 0.5 * (value + next);
                rising += 0.5 * (value * (i - 1) + next * i) / step;
                value = next;
                phi[s + i] = phi[s] + flat;
                f[s + i] = value;
                if (i < step) {
                    since[s + i] = flat;
                    sinceRising[s + i] = rising;
                }
            }
            whole[p] = flat;
            wholeRising[p] = rising;
        }
    }

    /** Cycles since the first knot at each sample of the stretch. */
    double[] phase() {
        return phi.clone();
    }

    /**
     * Where each sample of the stretch falls {@code m} cycles later (samples from the first knot), NaN past the end; the residual there.
     */
    void residuals(int m, int stride, double[] psi, double[] e) {
        int j = 0;
        for (int s = 0, i = 0; s < samples; s += stride, i++) {
            double target = phi[s] + m;
            while (j + 1 < samples && phi[j + 1] < target) {
                j++;
            }
            if (j + 1 >= samples) {
                psi[i] = Double.NaN;
                e[i] = 0;
                continue;
            }
            psi[i] = j + (target - phi[j]) / (phi[j + 1] - phi[j]);
            e[i] = channel.spline().value(origin + psi[i]) - channel.sample(origin + s);
        }
    }

    /** Adds sum of w e^2 / 2's gradient to {@code gradient} and its Gauss-Newton curvature to {@code curvature}. */
    void accumulate(int stride, double[] psi, double[] e, double[] w, double[] gradient, Banded curvature) {
        double[] row = new double[knots];
        for (int s = 0, i = 0; s < samples; s += stride, i++) {
            if (w[i] == 0 || Double.isNaN(psi[i])) {
                continue;
            }
            double to = psi[i];
            int j = (int) to;
            double u = to - j;
            double fTo = f[j] + u * (j + 1 < samples ? f[j + 1] - f[j] : 0);
            int p0 = s / step;
            int p1 = j / step;
            double flatTo = since[j] + u * f[j];
            double risingTo = sinceRising[j] + u * f[j] * (j - p1 * step + 0.5 * u) / step;
            double flat = -since[s];
            double rising = -sinceRising[s];
            row[p0] = 0;
            for (int p = p0; p < p1; p++) {
                flat += whole[p];
                rising += wholeRising[p];
                row[p] += flat - rising;
                row[p + 1] = rising;
                flat = 0;
                rising = 0;
            }
            flat += flatTo;
            rising += risingTo;
            row[p1] += flat - rising;
            int last = p1;
            if (p1 + 1 < knots) {
                row[p1 + 1] = rising;
                last = p1 + 1;
            }
            double slope = channel.spline().slope(origin + to) * LN2 / fTo;
            double g = w[i] * slope * e[i];
            double h = w[i] * slope * slope;
            for (int p = p0; p <= last; p++) {
                gradient[p] += g * row[p];
                double hp = h * row[p];
                for (int q = p0; q <= p; q++) {
                    curvature.add(p, q, hp * row[q]);
                }
            }
        }
    }
}
