package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * How much of what a fold leaves is drift, and how much is noise. Noise knows nothing of the last cycle: two cycles apart a signal differs from
 * itself as much as one cycle apart. What drifts - a formant, an echo that beats with the voice - differs twice as much, four times in power:
 *
 * <pre>  structure function  D(m) = mean of e_m^2        D(2) / D(1) = 1 for noise, 4 for a drift  </pre>
 *
 * Noise averages out over the cycles that the prior ties together, a drift does not: where it pulls at the period it pulls all of them the same
 * way. An envelope's deviation that was reckoned for noise is then as many times too small as the root of these cycles' number; D(2) / D(1) counts
 * sixteen for a drift.
 */
final class Drift {
    private static final double MOST = 4;

    private Drift() {
    }

    /**
     * D(2) / D(1) about each knot, 1 to 4, with no less in either than the share {@code floor} of the signal's power: what is below is no view of
     * anything.
     *
     * @param channel   what was folded
     * @param fold      of it along {@code theta}
     * @param residuals room for them
     * @param theta     log2 of the period in samples at the knots
     * @param origin    sample at the first knot
     * @param reach     knots on either side
     */
    static double[] of(Channel channel, Fold fold, Residuals residuals, double[] theta, int origin, int reach, double floor) {
        double[] once = differences(1, fold, residuals, theta, reach);
        double[] twice = differences(2, fold, residuals, theta, reach);
        double[] ratio = new double[theta.length];
        int span = reach * Signal.STEP;
        Arrays.setAll(ratio, p -> {
            int at = origin + p * Signal.STEP;
            double least = floor * 2 * channel.energy(at - span, at + span) / (2 * span) + Double.MIN_NORMAL;
            return Math.clamp((twice[p] + least) / (once[p] + least), 1, MOST);
        });
        return ratio;
    }

    /** D(m): the mean square of the residuals whose folds over m cycles have their middle within reach of each knot. */
    private static double[] differences(int m, Fold fold, Residuals residuals, double[] theta, int reach) {
        int count = fold.residuals(m, residuals);
        double[] sum = new double[count + 1];
        for (int i = 0; i < count; i++) {
            sum[i + 1] = sum[i] + residuals.e()[i] * residuals.e()[i];
        }
        double[] mean = new double[theta.length];
        for (int p = 0; p < mean.length; p++) {
            double period = Math.pow(2, theta[p]);
            double middle = p * Signal.STEP - 0.5 * m * period;
            double half = reach * Signal.STEP + 0.5 * period;
            int from = index(middle - half, residuals, count);
            int to = index(middle + half, residuals, count);
            mean[p] = to > from ? (sum[to] - sum[from]) / (to - from) : 0;
        }
        return mean;
    }

    private static int index(double sample, Residuals residuals, int count) {
        return (int) Math.clamp(Math.rint(sample / residuals.stride()), 0, count);
    }
}
