package org.foldgrad.pitch.track;

/**
 * One standard deviation of a knot's error, cents: SCALE s d^POWER (1 + UNLIKE residual), from two estimates that know different things.
 *
 * <p>s is from the inverse of the curvature H of the loss at the optimum: what noise that the residuals show can do, if the model is right. d
 * is the sandwich of Huber (1967) and White (1980), which does not need it to be right, from the diagonal of
 * H^-1 (sum of g_c g_c') H^-1, g_c the gradients of the loss's parts: each view of the signal, and the prior. The parts cancel at the optimum;
 * H^-1 g_c is how far each would move the envelope from there alone. Formants that move or a second voice do not pull at all views
 * alike, and it shows. Four parts are few to take a variance from, so it is averaged over the knots within REACH.
 *
 * <p>The constants are fitted to synthetic clips with exact truth. The square root of s d would be the geometric mean: s is too cautious of clear tones,
 * where the prior's width shows, and both are too sure of noise. So are they where cycles are unlike each other.
 */
final class ErrorBars {
    private static final double SCALE = 1.367;
    private static final double POWER = 0.8;
    private static final double UNLIKE = 2;
    /** Knots on either side. */
    private static final int REACH = 5;

    /** s d^POWER at the knots, in cents. */
    private final double[] product;

    /**
     * @param variance variance of log2 period at the knots by the curvature
     * @param pulls    H^-1 g_c at the knots, for each part c
     */
    ErrorBars(double[] variance, double[][] pulls) {
        int knots = variance.length;
        double[] sum = new double[knots + 1];
        for (int p = 0; p < knots; p++) {
            sum[p + 1] = sum[p];
            for (double[] pull : pulls) {
                sum[p + 1] += pull[p] * pull[p];
            }
        }
        product = new double[knots];
        for (int p = 0; p < knots; p++) {
            int from = Math.max(0, p - REACH);
            int to = Math.min(knots, p + REACH + 1);
            product[p] = 1200 * Math.sqrt(variance[p]) * Math.pow(1200 * Math.sqrt((sum[to] - sum[from]) / (to - from)), POWER);
        }
    }

    /** @param residual of the refined fold about the knot, 0 to 1 */
    double cents(int knot, double residual) {
        return SCALE * product[knot] * (1 + UNLIKE * residual);
    }
}
