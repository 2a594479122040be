package org.foldgrad.pitch.loss;

/**
 * The weight 1 / (2 E(n)) of each sample's squared difference, E(n) the mean square of the audio about sample n: unrelated segments then
 * differ by 1.
 */
final class LocalEnergy {
    private LocalEnergy() {
    }

    /** Samples in silence, where even eps leaves no energy, weigh nothing. */
    static double[] weights(double[] x, FoldOptions options) {
        int n = x.length;
        double[] sum = new double[n + 1];
        for (int i = 0; i < n; i++) {
            sum[i + 1] = sum[i] + x[i] * x[i];
        }
        int half = options.energyWindow() == 0 ? n : options.energyWindow() / 2;
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            int from = Math.max(0, i - half);
            int to = Math.min(n, i + half + 1);
            double energy = (sum[to] - sum[from]) / (to - from) + options.eps() * options.eps();
            weights[i] = energy > 0 ? 1 / (2 * energy) : 0;
        }
        return weights;
    }
}
