package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Sums of g v and of c v v' over samples that all lie in one knot interval and fold into one other: g = w e' e and c = w e'^2 with w the weight and e'
 * the slope of a residual e, v the integrals of the hats between, scaled.
 *
 * <p>With tau and sigma the places in the two intervals, each integral is a quadratic in both: v = S z, z = (1, tau, tau^2, sigma, sigma^2). So the
 * sums are S (sum g z) and S (sum c z z') S', and the work for a sample does not grow with the hats that its fold spans.
 */
final class Moments {
    private static final double PER_SAMPLE = 1.0 / Signal.STEP;
    /** Elements of z. */
    private static final int Z = 5;

    /** Sum of g z. */
    private final double[] first = new double[Z];
    /** Sum of c z z'. */
    private final double[][] second = new double[Z][Z];
    /** S, hat by hat. */
    private final double[][] hats;
    private final double[] column = new double[Z];

    /** @param most most hats that a fold spans */
    Moments(int most) {
        hats = new double[most][Z];
    }

    /**
     * Sums over residuals {@code k} to {@code end}, of samples in interval {@code from} that fold into interval {@code to}; the sums are local variables:
     * in arrays each would wait for the store of the sample before.
     */
    void sum(int k, int end, int from, int to, Residuals residuals, double[] w) {
        int stride = residuals.stride();
        double[] psi = residuals.psi();
        double[] e = residuals.e();
        double[] slope = residuals.slope();
        double g = 0;
        double gt = 0;
        double gtt = 0;
        double gs = 0;
        double gss = 0;
        double c = 0;
        double ct = 0;
        double ctt = 0;
        double cttt = 0;
        double ctttt = 0;
        double cs = 0;
        double css = 0;
        double csss = 0;
        double cssss = 0;
        double cts = 0;
        double ctts = 0;
        double ctss = 0;
        double cttss = 0;
        for (int i = k; i < end; i++) {
            double t = i * stride * PER_SAMPLE - from;
            double s = psi[i] * PER_SAMPLE - to;
            double tt = t * t;
            double ss = s * s;
            double ws = w[i] * slope[i];
            double x = ws * e[i];
            double y = ws * slope[i];
            double yt = y * t;
            double ytt = y * tt;
            double ys = y * s;
            double yss = y * ss;
            g += x;
            gt += x * t;
            gtt += x * tt;
            gs += x * s;
            gss += x * ss;
            c += y;
            ct += yt;
            ctt += ytt;
            cttt += ytt * t;
            ctttt += ytt * tt;
            cs += ys;
            css += yss;
            csss += yss * s;
            cssss += yss * ss;
            cts += yt * s;
            ctts += ytt * s;
            ctss += yt * ss;
            cttss += ytt * ss;
        }
        set(first, g, gt, gtt, gs, gss);
        set(second[0], c, ct, ctt, cs, css);
        set(second[1], ct, ctt, cttt, cts, ctss);
        set(second[2], ctt, cttt, ctttt, ctts, cttss);
        set(second[3], cs, cts, ctts, css, csss);
        set(second[4], css, ctss, cttss, csss, cssss);
    }

    private static void set(double[] row, double a, double b, double c, double d, double e) {
        row[0] = a;
        row[1] = b;
        row[2] = c;
        row[3] = d;
        row[4] = e;
    }

    /**
     * Adds the sums to a gradient and a curvature by theta_p = -log2 f_p.
     *
     * @param from  interval of the samples
     * @param apart intervals from there to where they fold
     * @param f     f at the knots
     */
    void add(int from, int apart, double[] f, double[] gradient, Banded curvature) {
        span(apart);
        for (int p = 0; p < apart + 2; p++) {
            double[] hat = hats[p];
            for (int i = 0; i < Z; i++) {
                hat[i] *= f[from + p];
            }
            gradient[from + p] += dot(hat, first);
            for (int i = 0; i < Z; i++) {
                column[i] = dot(second[i], hat);
            }
            for (int q = 0; q <= p; q++) {
                curvature.add(from + p, from + q, dot(hats[q], column));
            }
        }
    }

    /** The integrals of the hats from tau to sigma, that many intervals apart. */
    private void span(int apart) {
        for (int p = 0; p < apart + 2; p++) {
            Arrays.fill(hats[p], 0);
        }
        for (int p = 0; p < apart; p++) {
            hats[p][0] += 0.5 * Signal.STEP;
            hats[p + 1][0] += 0.5 * Signal.STEP;
        }
        hats[0][1] = -Signal.STEP;
        hats[0][2] = 0.5 * Signal.STEP;
        hats[1][2] = -0.5 * Signal.STEP;
        hats[apart][3] = Signal.STEP;
        hats[apart][4] = -0.5 * Signal.STEP;
        hats[apart + 1][4] = 0.5 * Signal.STEP;
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] + a[4] * b[4];
    }
}
