package org.foldgrad.pitch.optim;

import org.foldgrad.autodiff.Reduce;
import org.foldgrad.autodiff.Tensor;

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
        double square = dot(a, a);
        boolean exact = square > 0x1p-900 && square < Double.POSITIVE_INFINITY;
        return exact ? Math.sqrt(square) : Reduce.norm(Tensor.of(a)).item();
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
