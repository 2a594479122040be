package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Descends PhaseFold over the envelope of one stretch of voice: Gauss-Newton steps on
 * sum over channels, folds m and samples n of w_m(n) e_m(n)^2 / 2, plus a prior on the envelope.
 *
 * <p>The weight of a residual is one over its variance, taken as the mean square of the residuals over the cycle about it, and over how
 * many in a row say the same ({@link Coherence}): so the sum is a log-likelihood, independent of level, and noisy or irregular cycles
 * weigh little. The prior asks the envelope's bends to be small ({@link Bends}), and keeps the envelope near the lattice's path where the
 * signal says nothing.
 */
final class Refinement {
    /** Scale of the lattice path's own error, octaves. */
    private static final double ANCHOR = 0.03;
    /** Variance of a residual that even a perfect fold keeps, as a share of the local power. */
    private static final double FLOOR = 1e-4;
    /** Variance of a residual in digital silence, where all else is rounding, as a share of the mean power. */
    private static final double SILENCE = 1e-9;
    /** Gauss-Newton steps; the first folds the plain channel once only. */
    private static final int STEPS = 8;
    /** Most folds, and the time they may span, seconds. */
    private static final int FOLDS = 3;
    private static final double SPAN = 0.03;
    /** What a residual may count for at most: in mere noise, which is no view of the voice, no two say the same. */
    private static final double MOST = 1.3;
    /** Longest step of a knot, octaves: half the basin about a candidate. */
    private static final double LARGEST = 0.05;

    private final Channel[] channels;
    private final Fold[] folds;
    private final double[] start;
    private final double[] theta;
    private final int origin;
    private final Residuals residuals;
    /** Weights of the residuals. */
    private final double[] w;
    /** Sum of the squares of the residuals before each. */
    private final double[] energy;

    /**
     * @param channels views of the signal, the plain one first
     * @param stretch  where to start from
     */
    Refinement(Channel[] channels, Stretch stretch) {
        this.channels = channels;
        this.origin = stretch.origin();
        this.start = stretch.theta();
        this.theta = start.clone();
        int samples = (start.length - 1) * Signal.STEP / Signal.STRIDE + 1;
        this.residuals = new Residuals(Signal.STRIDE, samples);
        this.w = new double[samples];
        this.energy = new double[samples + 1];
        this.folds = new Fold[channels.length];
        for (int c = 0; c < channels.length; c++) {
            folds[c] = new Fold(channels[c], origin, start.length);
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
     *
     * @param ringing of the recording, 0 to 1
     */
    ErrorBars descend(double ringing) {
        int knots = theta.length;
        double longest = 0;
        double mean = 0;
        for (double t : start) {
            longest = Math.max(longest, Math.pow(2, t));
            mean += Math.pow(2, t) / knots;
        }
        int most = (int) Math.max(1, Math.min(FOLDS, Math.floor(SPAN * Signal.RATE / mean)));
        int band = Math.max(2, (int) Math.ceil(1.2 * most * longest / Signal.STEP) + 2);
        Banded curvature = new Banded(knots, Math.min(band, knots - 1));
        Bends bends = new Bends(knots);
        Banded inverse = null;
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
                    int count = folds[c].residuals(m, residuals);
                    weigh(channels[c], count, channels[c].weight() / last);
                    folds[c].accumulate(count, residuals, w, pulls[c], curvature);
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
        double[] drift = Drift.of(channels[0], fold(), residuals, theta, origin, ErrorBars.REACH, FLOOR);
        return new ErrorBars(inverse.diagonal(), pulls, start, theta, drift, ringing);
    }

    /** Weights that let {@code share} count of what the residuals say that others do not. */
    private void weigh(Channel channel, int count, double share) {
        double silence = SILENCE * channel.energy(0, channel.x().length) / channel.x().length + Double.MIN_NORMAL;
        double[] e = residuals.e();
        for (int i = 0; i < count; i++) {
            energy[i + 1] = energy[i] + e[i] * e[i];
        }
        for (int p = 0, i = 0; i < count; p++) {
            int half = (int) Math.ceil(0.5 * Math.pow(2, theta[p]) / Signal.STRIDE);
            int reach = half * Signal.STRIDE;
            double floor = FLOOR / (2 * reach + 1);
            for (; i < count && i * Signal.STRIDE < (p + 1) * Signal.STEP; i++) {
                int a = Math.max(0, i - half);
                int b = Math.min(count, i + half + 1);
                int here = origin + i * Signal.STRIDE;
                int there = origin + (int) residuals.psi()[i];
                double loud = channel.energy(here - reach, here + reach + 1) + channel.energy(there - reach, there + reach + 1);
                w[i] = 1 / ((energy[b] - energy[a]) / (b - a) + floor * loud + silence);
            }
        }
        double once = Math.min(MOST, share / Coherence.of(count, residuals, w, theta));
        for (int i = 0; i < count; i++) {
            w[i] *= once;
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
