package org.foldgrad.pitch.track;

/**
 * Folds read again where the pitch glides, in a time in which it does not. A glide spoils the fold of a long lag more than that of a short one, so where
 * the second harmonic is strong half the period may fold better than the period. How fast the path glides is the same in every octave, so even a path in
 * the wrong one tells.
 *
 * <p>With s the slope of log T about knot t, T the period, the signal at t + u(tau), u = tau + s tau^2 / 2, repeats itself every T(t) of tau, and
 *
 * <pre>  r(t, L) = sum over tau of w(tau) z(t + u(tau - L/2)) z(t + u(tau + L/2)) / sqrt(energies)  </pre>
 *
 * as in the {@link Lattice}, whose z and w these are.
 */
final class Glides {
    /** Change of the period from the middle of the shortest window to its end from which on folds are read again, as a share. */
    private static final double LEAST = 0.03;
    /** Knots to either side that tell the slope, and the most that the period changes from one to the next, as a share. */
    private static final int SPAN = 5;
    private static final double STEADY = 0.08;

    private final double[] gain;
    private final double floor;
    private final Spline z;

    /**
     * @param x       samples
     * @param lattice of them
     */
    Glides(double[] x, Lattice lattice) {
        this.gain = lattice.gain;
        this.floor = lattice.floor;
        double[] levelled = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            levelled[n] = gain[n] * x[n];
        }
        this.z = new Spline(levelled);
    }

    /** The candidates with what their folds are without the glide of {@code path}; none is worse for it. */
    Candidates without(Candidates candidates, int[] path) {
        int knots = path.length;
        double[] period = new double[knots];
        for (int k = 0; k < knots; k++) {
            period[k] = path[k] < 0 ? Double.NaN : Math.log(candidates.lag()[k][path[k]]);
        }
        double[][] strength = candidates.strength().clone();
        double[][] cost = candidates.cost().clone();
        for (int k = 0; k < knots; k++) {
            double slope = slope(period, k);
            if (Math.abs(slope) * Lattice.halfWindow(0) < LEAST) {
                continue;
            }
            strength[k] = strength[k].clone();
            cost[k] = cost[k].clone();
            for (int i = 0; i < strength[k].length; i++) {
                double better = Math.max(0, fold(k * Signal.STEP, candidates.lag()[k][i], slope) - strength[k][i]);
                strength[k][i] += better;
                cost[k][i] -= better;
            }
        }
        return new Candidates(candidates.lag(), strength, cost);
    }

    /** Slope of the logarithm of the period about knot {@code k}, for each sample; 0 where there is none. */
    private static double slope(double[] period, int k) {
        int from = k;
        while (from > 0 && from > k - SPAN && Math.abs(period[from] - period[from - 1]) < STEADY) {
            from--;
        }
        int to = k;
        while (to + 1 < period.length && to < k + SPAN && Math.abs(period[to + 1] - period[to]) < STEADY) {
            to++;
        }
        return to - from < 2 ? 0 : (period[to] - period[from]) / ((to - from) * Signal.STEP);
    }

    private double fold(int t, double lag, double slope) {
        double half = Lattice.halfWindow(lag);
        double least = gain[t] * gain[t] * floor;
        double product = 0;
        double before = Double.MIN_NORMAL;
        double after = Double.MIN_NORMAL;
        for (double tau = Signal.STRIDE - half; tau < half; tau += Signal.STRIDE) {
            double w = 0.5 + 0.5 * Math.cos(Math.PI * tau / half);
            double a = z.value(t + bent(tau - 0.5 * lag, slope));
            double b = z.value(t + bent(tau + 0.5 * lag, slope));
            product += w * a * b;
            before += w * (a * a + least);
            after += w * (b * b + least);
        }
        return product / Math.sqrt(before * after);
    }

    private static double bent(double tau, double slope) {
        return tau + 0.5 * slope * tau * tau;
    }
}
