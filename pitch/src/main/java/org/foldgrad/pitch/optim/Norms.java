package org.foldgrad.pitch.optim;

/** Sums over vectors. */
final class Norms {
    private Norms() {
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double euclidean(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    static boolean finite(double[] a) {
        for (double v : a) {
            if (!Double.isFinite(v)) {
                return false;
            }
        }
        return true;
    }
}
