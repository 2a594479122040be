package org.foldgrad.pitch.track;

/**
 * One standard deviation of a knot's error, cents: {@code s^0.8 d^0.6 l^0.4}, from three estimates that know different things.
 *
 * <p>s is from the inverse of the curvature H of the loss at the optimum: what noise that the residuals show can do, if the model is right. d
 * is the sandwich of Huber (1967) and White (1980), which does not need it to be right, from the diagonal of
 * H^-1 (sum of g_c g_c') H^-1, g_c the gradients of the loss's parts: each view of the signal, and the prior. The parts cancel at the optimum;
 * H^-1 g_c is how far each would move the envelope from there alone. Formants that move or a second voice do not pull at all views
 * alike, and it shows. l is how far the envelope is from where the lattice had it, one more opinion. Few opinions are few to take a variance
 * from, so d and l are root mean squares over the knots within REACH.
 *
 * <p>The constants are fitted to synthetic clips with exact truth. The exponents add up to more than 1: s is too cautious of clear tones, where the
 * prior's width shows, and all are too sure of noise.
 */
final class ErrorBars {
    private static final double NOISE = 0.8;
    private static final double DISAGREEMENT = 0.6;
    private static final double LATTICE = 0.4;
    /** The lattice's path and the envelope may meet by chance: least l, cents. */
    private static final double CHANCE = 0.1;
    /** Knots on either side. */
    private static final int REACH = 5;

    private final double[] cents;

    /**
     * @param variance variance of log2 period at the knots by the curvature
     * @param pulls    H^-1 g_c at the knots, for each part c
     * @param moved    from the lattice's path to the envelope at the knots, log2 of the period
     */
    ErrorBars(double[] variance, double[][] pulls, double[] moved) {
        int knots = variance.length;
        double[] pull = new double[knots + 1];
        double[] move = new double[knots + 1];
        for (int p = 0; p < knots; p++) {
            pull[p + 1] = pull[p];
            for (double[] part : pulls) {
                pull[p + 1] += part[p] * part[p];
            }
            move[p + 1] = move[p] + moved[p] * moved[p];
        }
        cents = new double[knots];
        for (int p = 0; p < knots; p++) {
            double s = 1200 * Math.sqrt(variance[p]);
            cents[p] = Math.pow(s, NOISE) * Math.pow(mean(pull, p), DISAGREEMENT) * Math.pow(Math.hypot(mean(move, p), CHANCE), LATTICE);
        }
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
