package org.foldgrad.pitch.track;

/**
 * One view of the signal that folds are read from.
 *
 * @param x      samples
 * @param spline the same, readable between samples
 * @param energy energy[n] = sum of x^2 before sample n
 * @param weight what its residuals count for beside those of other views
 */
record Channel(double[] x, Spline spline, double[] energy, double weight) {
    static Channel of(double[] x, double weight) {
        return new Channel(x, new Spline(x), energies(x), weight);
    }

    /** What {@link #energy(double[], int, int)} reads. */
    static double[] energies(double[] x) {
        double[] energy = new double[x.length + 1];
        for (int n = 0; n < x.length; n++) {
            energy[n + 1] = energy[n] + x[n] * x[n];
        }
        return energy;
    }

    /** Energy of samples {@code from} (inclusive) to {@code to} (exclusive), those there are. */
    static double energy(double[] energies, int from, int to) {
        int last = energies.length - 1;
        return energies[Math.max(0, Math.min(last, to))] - energies[Math.max(0, Math.min(last, from))];
    }

    /** The same with {@code share} of its weight. */
    Channel trusted(double share) {
        return new Channel(x, spline, energy, share * weight);
    }

    double sample(int n) {
        return n >= 0 && n < x.length ? x[n] : 0;
    }

    /** The same of this signal. */
    double energy(int from, int to) {
        return energy(energy, from, to);
    }
}
