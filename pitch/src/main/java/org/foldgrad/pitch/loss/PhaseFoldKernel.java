package org.foldgrad.pitch.loss;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * {@link PhaseFold} and its gradient by the frequency in cycles per sample at each knot, on arrays, in one pass over the samples and
 * without allocation per call.
 *
 * <pre>
 *   f linear between knots h samples apart                             phi(t) = integral of f, a parabola per knot interval
 *   psi = phi^-1(phi(t) + m)                                           the root of that parabola, in closed form
 *   d   = x(t) - x(psi),   w = v(t) v(psi)                             t every k-th sample, m = 1 .. folds, v: voicing, linear between knots
 *   loss = sum w d^2 / (2 E(t)) / sum w                                E: local mean square; 0 = the folds cancel, about 1 = unrelated
 * </pre>
 *
 * The voicing of the last knot counts as 0, so a pair whose later half runs off the end leaves continuously. An instance holds scratch space:
 * use it from one thread.
 *
 * <p>VJP. With s(t) = phi at a fixed t, d psi = (d s(t) - d s(psi)) / f(psi). A pair's adjoint a = dLoss/dpsi / f(psi) therefore adds +a to
 * the phase at t and -a to the phase at psi; within interval i at tau in [0, 1] the phase is phi_i + h (tau f_i + tau^2 (f_{i+1} - f_i) /
 * 2).
 */
final class PhaseFoldKernel implements ArrayLoss {
    private final double[] rows;
    private final double[] audio;
    private final double[] scale;
    private final int knots;
    private final double h;
    private final int step;
    private final int folds;
    private final double[] voicing;

    private double[] f;
    private final double[] phi;
    /** Adjoints of phi and of f: those of the numerator first, then those of the sum of weights. */
    private final double[] phiAdjoint;
    private final double[] fAdjoint;
    private double misfit;
    private double weight;

    /**
     * The loss of envelopes of {@code knots} knots, {@code spacing} samples apart, over {@code audio}.
     */
    PhaseFoldKernel(double[] audio, int knots, double spacing, FoldOptions options) {
        this.audio = audio;
        this.rows = PiecewiseCubic.of(audio, options.interpolation()).rows();
        this.step = options.decimation();
        this.scale = LocalEnergy.weights(audio, options);
        this.knots = knots;
        this.h = spacing;
        this.folds = options.folds();
        this.voicing = options.voicing(knots);
        this.phi = new double[knots];
        this.phiAdjoint = new double[2 * knots];
        this.fAdjoint = new double[2 * knots];
    }

    @Override
    public double value(double[] frequency) {
        start(frequency);
        for (int m = 1; m <= folds; m++) {
            sweep(m, false);
        }
        return weight == 0 ? 0 : misfit / weight;
    }

    @Override
    public double valueAndGradient(double[] frequency, double[] gradient) {
        start(frequency);
        Arrays.fill(phiAdjoint, 0);
        Arrays.fill(fAdjoint, 0);
        for (int m = 1; m <= folds; m++) {
            sweep(m, true);
        }
        if (weight == 0) {
            Arrays.fill(gradient, 0);
            return 0;
        }
        double loss = misfit / weight;
        double later = 0;
        for (int p = knots - 1; p >= 0; p--) {
            double next = later;
            later = p == 0 ? 0 : next + (phiAdjoint[p] - loss * phiAdjoint[knots + p]) / weight;
            gradient[p] = (fAdjoint[p] - loss * fAdjoint[knots + p]) / weight + h / 2 * (next + later);
        }
        return loss;
    }

    private void start(double[] frequency) {
        f = frequency;
        misfit = 0;
        weight = 0;
        for (int p = 0; p < knots; p++) {
            phi[p] = p == 0 ? 0 : phi[p - 1] + h / 2 * (f[p - 1] + f[p]);
        }
    }

    /** Adds all pairs that are {@code fold} cycles apart, knot interval by knot interval. */
    private void sweep(int fold, boolean withGradient) {
        double perSample = 1 / h;
        double misfits = 0;
        double weights = 0;
        int j = 0;
        // sums over pairs of the adjoint times 1, sigma, sigma^2, with psi in interval j
        double u0 = 0;
        double u1 = 0;
        double u2 = 0;
        for (int i = 0; i < knots - 1; i++) {
            double vi = voicing[i];
            double dvi = voicing[i + 1] - vi;
            if (vi == 0 && dvi == 0) {
                continue;
            }
            double fi = f[i];
            double halfSlope = (f[i + 1] - fi) / 2;
            double start = phi[i] + fold;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            int end = (int) Math.ceil((i + 1) * h);
            for (int n = (int) Math.ceil(Math.ceil(i * h) / step) * step; n < end; n += step) {
                double tau = n * perSample - i;
                double target = start + h * tau * (fi + tau * halfSlope);
                while (j < knots - 1 && phi[j + 1] <= target) {
                    if (withGradient) {
                        addPhase(j, -u0, -u1, -u2);
                        u0 = 0;
                        u1 = 0;
                        u2 = 0;
                    }
                    j++;
                }
                if (j == knots - 1) {
                    break;
                }
                double vj = voicing[j];
                double dvj = voicing[j + 1] - vj;
                if (vj == 0 && dvj == 0) {
                    continue;
                }
                double fj = f[j];
                double remaining = (target - phi[j]) * perSample;
                double fPsi = Math.sqrt(fj * fj + 2 * (f[j + 1] - fj) * remaining);
                double sigma = 2 * remaining / (fj + fPsi);
                double psi = (j + sigma) * h;
                int q = (int) psi;
                double s = psi - q;
                double b = rows[4 * q + 1];
                double c = rows[4 * q + 2];
                double d = rows[4 * q + 3];
                double difference = audio[n] - fma(s, fma(s, fma(s, d, c), b), rows[4 * q]);
                double vt = vi + tau * dvi;
                double w = vt * (vj + sigma * dvj);
                double scaled = scale[n] * difference;
                misfits += w * scaled * difference;
                weights += w;
                if (withGradient) {
                    double a = -2 * w * scaled * fma(s, fma(3 * s, d, 2 * c), b) / fPsi;
                    if (dvj != 0) {
                        double toWeight = vt * dvj * perSample / fPsi;
                        a += toWeight * scaled * difference;
                        addPhase(knots + i, toWeight, toWeight * tau, toWeight * tau * tau);
                        addPhase(knots + j, -toWeight, -toWeight * sigma, -toWeight * sigma * sigma);
                    }
                    s0 += a;
                    s1 += a * tau;
                    s2 += a * tau * tau;
                    u0 += a;
                    u1 += a * sigma;
                    u2 += a * sigma * sigma;
                }
            }
            addPhase(i, s0, s1, s2);
        }
        if (j < knots - 1) {
            addPhase(j, -u0, -u1, -u2);
        }
        misfit += misfits;
        weight += weights;
    }

    /** Scatters the adjoint of phases in one interval, given its sums against 1, tau and tau^2. */
    private void addPhase(int i, double s0, double s1, double s2) {
        phiAdjoint[i] += s0;
        fAdjoint[i] += h * (s1 - s2 / 2);
        fAdjoint[i + 1] += h * s2 / 2;
    }
}
