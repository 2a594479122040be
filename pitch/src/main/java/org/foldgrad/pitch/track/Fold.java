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
    /** h. */
    private static final int H = Signal.STEP;
    private static final double PER_SAMPLE = 1.0 / H;
    private final Channel channel;
    private final int origin;
    private final int knots;
    private final int samples;
    private final double[] f;
    private final double[] phi;
    private final Moments moments;

    /**
     * @param channel what is folded
     * @param origin  sample at the first knot
     * @param knots   number of knots, at least 2
     */
    Fold(Channel channel, int origin, int knots) {
        this.channel = channel;
        this.origin = origin;
        this.knots = knots;
        this.samples = (knots - 1) * H + 1;
        this.f = new double[knots];
        this.phi = new double[knots];
        this.moments = new Moments(knots);
    }

    /** Takes the envelope {@code theta}, log2 of the period in samples at the knots. */
    void set(double[] theta) {
        for (int p = 0; p < knots; p++) {
            f[p] = Math.pow(2, -theta[p]);
            phi[p] = p == 0 ? 0 : phi[p - 1] + 0.5 * H * (f[p - 1] + f[p]);
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
        while (i < knots - 2 && t >= (i + 1) * H) {
            i++;
        }
        return i;
    }

    private double phase(int i, int s) {
        double tau = s * PER_SAMPLE - i;
        return phi[i] + H * tau * (f[i] + 0.5 * tau * (f[i + 1] - f[i]));
    }

    /**
     * Finds where the samples that {@code into} has room for fall {@code m} cycles later, and the residual there. Returns how many do; the rest
     * fall past the last knot.
     */
    int residuals(int m, Residuals into) {
        Spline spline = channel.spline();
        int k = 0;
        for (int s = 0, i = 0, j = 0; s < samples; s += into.stride(), k++) {
            i = interval(i, s);
            double target = phase(i, s) + m;
            while (j < knots - 1 && phi[j + 1] <= target) {
                j++;
            }
            if (j == knots - 1) {
                break;
            }
            double remaining = (target - phi[j]) * PER_SAMPLE;
            double fPsi = Math.sqrt(f[j] * f[j] + 2 * (f[j + 1] - f[j]) * remaining);
            double psi = (j + 2 * remaining / (f[j] + fPsi)) * H;
            into.psi()[k] = psi;
            into.e()[k] = spline.value(origin + psi) - channel.sample(origin + s);
            into.slope()[k] = spline.slope(origin + psi) * LN2 / fPsi;
        }
        return k;
    }

    /**
     * Adds sum of w e^2 / 2's gradient to {@code gradient} and its Gauss-Newton curvature to {@code curvature}, over the first {@code count}
     * residuals.
     */
    void accumulate(int count, Residuals residuals, double[] w, double[] gradient, Banded curvature) {
        double[] psi = residuals.psi();
        int stride = residuals.stride();
        for (int k = 0, from = 0, to = 0; k < count;) {
            from = interval(from, k * stride);
            to = interval(to, psi[k]);
            int end = k + 1;
            while (end < count && end * stride < (from + 1) * H && psi[end] < (to + 1) * H) {
                end++;
            }
            moments.sum(k, end, from, to, residuals, w);
            moments.add(from, to - from, f, gradient, curvature);
            k = end;
        }
    }
}
