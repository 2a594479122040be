package org.foldgrad.pitch.track;

/**
 * One standard deviation of a knot's error, cents: {@code s d^0.5 l^0.2 b^0.2 D^ringing}, from four estimates that know different things.
 *
 * <p>s is from the inverse of the curvature H of the loss at the optimum: what noise that the residuals show can do, if the model is right. d
 * is the sandwich of Huber (1967) and White (1980), which does not need it to be right, from the diagonal of
 * H^-1 (sum of g_c g_c') H^-1, g_c the gradients of the loss's parts: each view of the signal, and the prior. The parts cancel at the optimum;
 * H^-1 g_c is how far each would move the envelope from there alone. Formants that move or a second voice do not pull at all views
 * alike, and it shows. l is how far the envelope is from where the lattice had it, one more opinion. b is how rough the envelope is, the size of
 * its bends: what errors look like that all views share. Few opinions are few to take a variance from, so d, l and b are root mean squares over
 * the knots within REACH.
 *
 * <p>D counts where sound rings on ({@link Ringing}): what old sound does to a fold is no noise that averages out over cycles ({@link Drift}).
 * Elsewhere it is the formants that drift, and the fundamental knows better.
 *
 * <p>The exponents are chosen on sounds with exact truth, the accuracy page's among them, and need no factor besides. They add up to more than
 * 1: s is too cautious of clear tones, where the prior's width shows, and all are too sure of noise.
 */
final class ErrorBars {
    private static final double DISAGREEMENT = 0.5;
    private static final double LATTICE = 0.2;
    private static final double ROUGHNESS = 0.2;
    /** The lattice's path and the envelope may meet by chance, and an envelope be straight: least l and b, cents. */
    private static final double CHANCE = 0.1;
    private static final double STRAIGHT = 0.003;
    /** Knots on either side. */
    static final int REACH = 5;

    private final double[] cents;

    /**
     * @param variance variance of log2 period at the knots by the curvature
     * @param pulls    H^-1 g_c at the knots, for each part c
     * @param start    the lattice's path at the knots, log2 of the period
     * @param theta    the envelope
     * @param drift    {@link Drift} at the knots
     * @param ringing  from 0 to 1
     */
    ErrorBars(double[] variance, double[][] pulls, double[] start, double[] theta, double[] drift, double ringing) {
        int knots = variance.length;
        double[] pull = new double[knots + 1];
        double[] move = new double[knots + 1];
        double[] rough = new double[knots + 1];
        for (int p = 0; p < knots; p++) {
            pull[p + 1] = pull[p];
            for (double[] part : pulls) {
                pull[p + 1] += part[p] * part[p];
            }
            move[p + 1] = move[p] + square(theta[p] - start[p]);
            rough[p + 1] = rough[p] + (p > 0 && p + 1 < knots ? square(Bends.bend(theta, p)) : 0);
        }
        cents = new double[knots];
        for (int p = 0; p < knots; p++) {
            double s = 1200 * Math.sqrt(variance[p]);
            cents[p] = s * Math.pow(mean(pull, p), DISAGREEMENT) * Math.pow(Math.hypot(mean(move, p), CHANCE), LATTICE)
                * Math.pow(Math.hypot(mean(rough, p), STRAIGHT), ROUGHNESS) * Math.pow(drift[p], ringing);
        }
    }

    private static double square(double x) {
        return x * x;
    }

    /** Root mean square about knot {@code p}, in cents, by sums of squares before each knot. */
    private static double mean(double[] sum, int p) {
        int from = Math.max(0, p - REACH);
        int to = Math.min(sum.length - 1, p + REACH + 1);
        return 1200 * Math.sqrt((sum[to] - sum[from]) / (to - from));
    }

    double cents(int knot) {
        return cents[knot];
    }
}
