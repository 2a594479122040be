package org.foldgrad.pitch.track;

/**
 * How many residuals in a row pull at the envelope as one. With u_n = w_n e_n de_n/dtheta the pull of residual n, a sum of pulls that know nothing
 * of each other has the variance of its terms' sum; what it has more is the factor by which the log-likelihood counts the same thing again
 * (the design effect of Kish, 1965):
 *
 * <pre>  kappa = mean over cycles of (sum of u)^2 / mean over cycles of sum of u^2  </pre>
 *
 * About 1 in noise, 4 where formants ring, 10 in a fundamental. It is taken over single cycles: over several, what the descent has
 * already fitted would be missing.
 */
final class Coherence {
    private final double[] pull;
    private final double[] square;

    /** @param samples most residuals */
    Coherence(int samples) {
        pull = new double[samples + 1];
        square = new double[samples + 1];
    }

    /**
     * kappa of the first {@code count} residuals, at least 1.
     *
     * @param w     their weights
     * @param theta log2 of the period in samples at the knots
     */
    double of(int count, Residuals residuals, double[] w, double[] theta) {
        for (int i = 0; i < count; i++) {
            double u = w[i] * residuals.e()[i] * residuals.slope()[i];
            pull[i + 1] = pull[i] + u;
            square[i + 1] = square[i] + u * u;
        }
        double together = 0;
        double apart = 0;
        int stride = residuals.stride();
        for (int p = 0, i = 0; i < count; p++) {
            int cycle = (int) Math.rint(Math.pow(2, theta[p]) / stride);
            for (; i < count && i * stride < (p + 1) * Signal.STEP; i++) {
                int end = Math.min(count, i + cycle);
                double sum = pull[end] - pull[i];
                together += sum * sum;
                apart += square[end] - square[i];
            }
        }
        return apart > 0 ? Math.max(1, together / apart) : 1;
    }
}
