package org.foldgrad.pitch.track;

/**
 * How many residuals in a row pull at the envelope as one. With u_n = w_n e_n de_n/dtheta the pull of residual n, a sum of pulls that know nothing
 * of each other has the variance of its terms' sum; what it has more is the factor by which the log-likelihood counts the same thing again
 * (the design effect of Kish, 1965):
 *
 * <pre>  kappa = mean over cycles of (sum of u)^2 / mean over cycles of sum of u^2  </pre>
 *
 * About 1 in noise, 4 where formants ring, 10 in a fundamental. It is taken over single cycles: over several, what the descent has
 * already fitted would be missing. Cycles begin at every quarter of one.
 */
final class Coherence {
    private static final int QUARTERS = 4;

    private Coherence() {
    }

    /**
     * kappa of the first {@code count} residuals, at least 1.
     *
     * @param w     their weights
     * @param theta log2 of the period in samples at the knots
     */
    static double of(int count, Residuals residuals, double[] w, double[] theta) {
        double[] e = residuals.e();
        double[] slope = residuals.slope();
        double[] pulls = new double[QUARTERS];
        double[] squares = new double[QUARTERS];
        double together = 0;
        double apart = 0;
        for (int i = 0, quarter = 0; i < count; quarter++) {
            double cycle = Math.pow(2, theta[i * residuals.stride() / Signal.STEP]) / residuals.stride();
            int end = Math.min(count, i + (int) Math.ceil(cycle / QUARTERS));
            double pull = 0;
            double square = 0;
            for (; i < end; i++) {
                double u = w[i] * e[i] * slope[i];
                pull += u;
                square += u * u;
            }
            pulls[quarter % QUARTERS] = pull;
            squares[quarter % QUARTERS] = square;
            double sum = sum(pulls);
            together += sum * sum;
            apart += sum(squares);
        }
        return apart > 0 ? Math.max(1, together / apart) : 1;
    }

    private static double sum(double[] quarters) {
        double sum = 0;
        for (double quarter : quarters) {
            sum += quarter;
        }
        return sum;
    }
}
