package org.foldgrad.pitch.track;

/**
 * The signal reduced to its first harmonic: a formant that moves, or a string too stiff for its harmonics to be whole multiples, changes
 * the shape of the cycles and with it the lag at which they fold best, but hardly the fundamental. Where there is none, its folds
 * are noise and weigh nothing.
 *
 * <p>The filter follows the path: with T the local period, running means over T/2, T/3 and T/4 are zero at the harmonics 2, 3, 4, 6, 8 ...
 * and one over T, taken away, is zero at f0 and leaves 1 at 0 Hz. All are symmetric, so nothing is delayed, and each costs a few
 * operations a sample whatever its length.
 */
final class Fundamental {
    private static final double[] HARMONICS = {2, 3, 4};

    private Fundamental() {
    }

    /**
     * @param x    samples
     * @param path period in samples at the knots, NaN where there is none
     */
    static double[] of(double[] x, double[] path) {
        double[] period = periods(path, x.length);
        double[] y = x;
        for (double harmonic : HARMONICS) {
            y = mean(y, period, 1 / harmonic);
        }
        double[] slow = mean(y, period, 1);
        for (int n = 0; n < y.length; n++) {
            y[n] -= slow[n];
        }
        return y;
    }

    /** Mean of x over {@code share} of a period about each sample; zero beyond the ends. */
    private static double[] mean(double[] x, double[] period, double share) {
        double[] sum = new double[x.length + 1];
        for (int n = 0; n < x.length; n++) {
            sum[n + 1] = sum[n] + x[n];
        }
        double[] y = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            double half = 0.5 * share * period[n];
            y[n] = (before(sum, n + 0.5 + half) - before(sum, n + 0.5 - half)) / (2 * half);
        }
        return y;
    }

    /** Integral of the samples, each holding from n to n + 1, before {@code t}. */
    private static double before(double[] sum, double t) {
        double at = Math.max(0, Math.min(sum.length - 1, t));
        int n = Math.min((int) at, sum.length - 2);
        return sum[n] + (at - n) * (sum[n + 1] - sum[n]);
    }

    /** The period at each sample, linear between knots; where the path has none, that of the next knot, at the end of the last. */
    private static double[] periods(double[] path, int length) {
        double[] held = path.clone();
        for (int k = held.length - 2; k >= 0; k--) {
            held[k] = Double.isNaN(held[k]) ? held[k + 1] : held[k];
        }
        for (int k = 1; k < held.length; k++) {
            held[k] = Double.isNaN(held[k]) ? held[k - 1] : held[k];
        }
        double[] period = new double[length];
        for (int n = 0; n < length; n++) {
            int k = Math.min(n / Signal.STEP, held.length - 1);
            double next = held[Math.min(k + 1, held.length - 1)];
            period[n] = held[k] + (double) (n - k * Signal.STEP) / Signal.STEP * (next - held[k]);
        }
        return period;
    }
}
