package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Descends PhaseFold over the envelope of one stretch of voice: Gauss-Newton steps on
 * sum over channels, folds m and samples n of w_m(n) e_m(n)^2 / 2, plus a prior on the envelope.
 *
 * <p>The weight of a residual is one over its variance, taken as the mean square of the residuals over the cycle about it (so the sum
 * is a log-likelihood, independent of level, and noisy or irregular cycles weigh little). The prior asks the envelope's bends to be
 * small ({@link Bends}), and keeps the envelope near the lattice's path where the signal says nothing.
 */
final class Refinement {
    /** Scale of the lattice path's own error, octaves. */
    private static final double ANCHOR = 0.03;
    /** Variance of a residual that even a perfect fold keeps, as a share of the local power. */
    private static final double FLOOR = 1e-4;
    /** Variance of a residual in digital silence, where all else is rounding, as a share of the mean power. */
    private static final double SILENCE = 1e-9;
    /** Gauss-Newton steps; the first folds the plain channel once only. */
    private static final int STEPS = 6;
    /** Most folds, and the time they may span, seconds. */
    private static final int FOLDS = 3;
    private static final double SPAN = 0.03;
    /** Independent residuals in a second: neighbours share the formants' ringing. Sets the signal's weight against the prior's. */
    private static final double INDEPENDENT = 900;
    /** Every how many samples a fold is read: the band ends below half the Nyquist frequency. */
    private static final int STRIDE = 2;
    /** Longest step of a knot, octaves: half the basin about a candidate. */
    private static final double LARGEST = 0.05;

    private final Channel[] channels;
    private final Fold[] folds;
    private final double[] start;
    private final double[] theta;
    private final int origin;
    private final int step;
    private final double rate;

    /**
     * @param channels views of the signal, the plain one first
     * @param rate     samples per second
     * @param origin   sample at the first knot
     * @param step     samples from knot to knot
     * @param start    log2 period in samples at the knots, at least 2
     */
    Refinement(Channel[] channels, double rate, int origin, int step, double[] start) {
        this.channels = channels;
        this.rate = rate;
        this.origin = origin;
        this.step = step;
        this.start = start;
        this.theta = start.clone();
        this.folds = new Fold[channels.length];
        for (int c = 0; c < channels.length; c++) {
            folds[c] = new Fold(channels[c], origin, step, start.length);
        }
    }

    /** The refined envelope. */
    double[] theta() {
        return theta;
    }

    /** The plain channel's fold along the refined envelope. */
    Fold fold() {
        folds[0].set(theta);
        return folds[0];
    }

    /**
     * Descends; returns what is known of the errors left.
     *
     * <p>The gradient is kept apart by what pulls at the envelope, each view of the signal and the prior. The step is the sum of what each
     * asks for; at the end they cancel, and what each still asks for is how much they disagree.
     */
    ErrorBars descend() {
        int knots = theta.length;
        double longest = 0;
        double mean = 0;
        for (double t : start) {
            longest = Math.max(longest, Math.pow(2, t));
            mean += Math.pow(2, t) / knots;
        }
        int most = (int) Math.max(1, Math.min(FOLDS, Math.floor(SPAN * rate / mean)));
        int band = Math.max(2, (int) Math.ceil(1.2 * most * longest / step) + 2);
        Banded curvature = new Banded(knots, Math.min(band, knots - 1));
        int samples = (knots - 1) * step / STRIDE + 1;
        double[] psi = new double[samples];
        double[] e = new double[samples];
        double[] w = new double[samples];
        Bends bends = new Bends(knots);
        Banded inverse = null;
        double share = STRIDE * INDEPENDENT / rate;
        double[][] pulls = new double[channels.length + 1][knots];
        double[] prior = pulls[channels.length];
        for (int iteration = 0; iteration < STEPS; iteration++) {
            boolean coarse = iteration == 0;
            if (!coarse) {
                bends.learn(theta, inverse);
            }
            curvature.clear();
            for (double[] pull : pulls) {
                Arrays.fill(pull, 0);
            }
            for (int c = 0; c < (coarse ? 1 : channels.length); c++) {
                folds[c].set(theta);
                int last = coarse || c > 0 ? 1 : most;
                for (int m = 1; m <= last; m++) {
                    folds[c].residuals(m, STRIDE, psi, e);
                    weigh(channels[c], psi, e, w, channels[c].weight() * share / last);
                    folds[c].accumulate(STRIDE, psi, e, w, pulls[c], curvature);
                }
            }
            anchor(prior, curvature);
            bends.accumulate(theta, prior, curvature);
            curvature.factor();
            double[] sum = new double[knots];
            double far = 0;
            for (double[] pull : pulls) {
                curvature.solve(pull);
                for (int p = 0; p < knots; p++) {
                    sum[p] += pull[p];
                }
            }
            for (double s : sum) {
                far = Math.max(far, Math.abs(s));
            }
            double scale = Math.min(1, LARGEST / far);
            for (int p = 0; p < knots; p++) {
                theta[p] -= scale * sum[p];
            }
            inverse = curvature.inverse();
        }
        return new ErrorBars(inverse.diagonal(), pulls);
    }

    private void weigh(Channel channel, double[] psi, double[] e, double[] w, double share) {
        int n = e.length;
        double silence = SILENCE * channel.energy(0, channel.x().length) / channel.x().length + Double.MIN_NORMAL;
        double[] sum = new double[n + 1];
        int[] count = new int[n + 1];
        for (int i = 0; i < n; i++) {
            boolean there = !Double.isNaN(psi[i]);
            sum[i + 1] = sum[i] + (there ? e[i] * e[i] : 0);
            count[i + 1] = count[i] + (there ? 1 : 0);
        }
        int half = 0;
        for (int i = 0; i < n; i++) {
            if (Double.isNaN(psi[i])) {
                w[i] = 0;
                continue;
            }
            if (i * STRIDE % step < STRIDE) {
                half = (int) Math.ceil(0.5 * Math.pow(2, theta[Math.min(theta.length - 1, i * STRIDE / step)]) / STRIDE);
            }
            int a = Math.max(0, i - half);
            int b = Math.min(n, i + half + 1);
            double local = (sum[b] - sum[a]) / (count[b] - count[a]);
            int reach = half * STRIDE;
            int here = origin + i * STRIDE;
            int there = origin + (int) psi[i];
            double loud = channel.energy(here - reach, here + reach + 1) + channel.energy(there - reach, there + reach + 1);
            w[i] = share / (local + FLOOR * loud / (2 * reach + 1) + silence);
        }
    }

    private void anchor(double[] gradient, Banded curvature) {
        int knots = theta.length;
        double anchor = 1 / (ANCHOR * ANCHOR);
        for (int p = 0; p < knots; p++) {
            gradient[p] += anchor * (theta[p] - start[p]);
            curvature.add(p, p, anchor);
        }
    }
}
