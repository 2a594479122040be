package org.foldgrad.pitch.loss;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * Some neighbouring knot intervals of {@link PhaseFoldKernel}, with scratch space of their own: the pairs whose earlier half lies there. Their adjoints
 * reach as far ahead as the later halves do.
 */
final class PhaseFoldBlock {
    private final Input in;
    private final int first;
    private final int end;
    private double misfit;
    private double weight;
    /** Knots from the first one on that adjoints can belong to. */
    private int room;
    /** Adjoints of phi and of f there: those of the numerator first, then those of the sum of weights. */
    private double[] phiAdjoint = new double[0];
    private double[] fAdjoint = phiAdjoint;

    /**
     * What the loss is made of, see {@link PhaseFoldKernel}.
     *
     * @param rows    the audio's {@link PiecewiseCubic}
     * @param audio   the audio
     * @param scale   1 / (2 E)
     * @param voicing at each knot
     * @param h       samples between knots
     * @param step    samples from one pair to the next
     * @param folds   cycles between the halves of a pair at most
     */
    record Input(double[] rows, double[] audio, double[] scale, double[] voicing, double h, int step, int folds) {
        int knots() {
            return voicing.length;
        }
    }

    /** The knot intervals {@code first} to {@code end - 1}. */
    PhaseFoldBlock(Input in, int first, int end) {
        this.in = in;
        this.first = first;
        this.end = end;
    }

    /** Computes anew, for frequencies f and phases phi at the knots. */
    void run(double[] f, double[] phi, boolean withGradient) {
        misfit = 0;
        weight = 0;
        clear(phi);
        for (int m = 1; m <= in.folds(); m++) {
            sweep(f, phi, m, withGradient);
        }
    }

    private void clear(double[] phi) {
        // the last interval that begins no later than the last pair ends, and for rounding one more
        int low = first;
        int high = in.knots() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            // negated, so that NaN counts as reached
            if (!(phi[middle] > phi[end] + in.folds())) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        room = Math.min(in.knots(), low + 3) - first;
        if (2 * room > phiAdjoint.length) {
            phiAdjoint = new double[2 * room];
            fAdjoint = new double[2 * room];
        } else {
            Arrays.fill(phiAdjoint, 0, 2 * room, 0);
            Arrays.fill(fAdjoint, 0, 2 * room, 0);
        }
    }

    /** Adds all pairs that are {@code fold} cycles apart, knot interval by knot interval. */
    private void sweep(double[] f, double[] phi, int fold, boolean withGradient) {
        double h = in.h();
        double perSample = 1 / h;
        int step = in.step();
        int knots = in.knots();
        double[] audio = in.audio();
        double[] rows = in.rows();
        double[] scale = in.scale();
        double[] voicing = in.voicing();
        double misfits = 0;
        double weights = 0;
        int j = first;
        // sums over pairs of the adjoint times 1, sigma, sigma^2, with psi in interval j
        double u0 = 0;
        double u1 = 0;
        double u2 = 0;
        for (int i = first; i < end; i++) {
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
            int stop = (int) Math.ceil((i + 1) * h);
            for (int n = (int) Math.ceil(Math.ceil(i * h) / step) * step; n < stop; n += step) {
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
                        addPhase(room + i, toWeight, toWeight * tau, toWeight * tau * tau);
                        addPhase(room + j, -toWeight, -toWeight * sigma, -toWeight * sigma * sigma);
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

    /** Scatters the adjoint of phases in interval i, or {@code room + i} for those of weights, given its sums against 1, tau and tau^2. */
    private void addPhase(int i, double s0, double s1, double s2) {
        phiAdjoint[i - first] += s0;
        fAdjoint[i - first] += in.h() * (s1 - s2 / 2);
        fAdjoint[i - first + 1] += in.h() * s2 / 2;
    }

    /** Adds the adjoints to those of the blocks before, of numerators and from {@code knots} on of weights. */
    void addTo(double[] phiSums, double[] fSums) {
        for (int i = 0; i < room; i++) {
            phiSums[first + i] += phiAdjoint[i];
            fSums[first + i] += fAdjoint[i];
            phiSums[in.knots() + first + i] += phiAdjoint[room + i];
            fSums[in.knots() + first + i] += fAdjoint[room + i];
        }
    }

    double misfit() {
        return misfit;
    }

    double weight() {
        return weight;
    }
}
