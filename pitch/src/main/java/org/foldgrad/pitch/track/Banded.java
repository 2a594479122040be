package org.foldgrad.pitch.track;

import java.util.Arrays;

/** A symmetric positive definite matrix of n rows with {@code band} diagonals on each side of the main one; lower half kept. */
final class Banded {
    final int n;
    final int band;
    /** a[i][d] = A(i, i - d). */
    private final double[][] a;

    Banded(int n, int band) {
        this.n = n;
        this.band = band;
        this.a = new double[n][band + 1];
    }

    void clear() {
        for (double[] row : a) {
            Arrays.fill(row, 0);
        }
    }

    /** A(i, j) += v for i >= j >= i - band. */
    void add(int i, int j, double v) {
        a[i][i - j] += v;
    }

    /** A(i, j) for i >= j >= i - band. */
    double get(int i, int j) {
        return a[i][i - j];
    }

    /** Replaces A by its Cholesky factor L, A = L L'. */
    void factor() {
        for (int i = 0; i < n; i++) {
            int first = Math.max(0, i - band);
            for (int j = first; j <= i; j++) {
                double s = a[i][i - j];
                for (int k = Math.max(first, j - band); k < j; k++) {
                    s -= a[i][i - k] * a[j][j - k];
                }
                a[i][i - j] = i == j ? Math.sqrt(s) : s / a[j][0];
            }
        }
    }

    /** Solves L L' x = b in place, after {@link #factor}. */
    void solve(double[] b) {
        for (int i = 0; i < n; i++) {
            double s = b[i];
            for (int k = Math.max(0, i - band); k < i; k++) {
                s -= a[i][i - k] * b[k];
            }
            b[i] = s / a[i][0];
        }
        for (int i = n - 1; i >= 0; i--) {
            double s = b[i];
            for (int k = i + 1; k <= Math.min(n - 1, i + band); k++) {
                s -= a[k][k - i] * b[k];
            }
            b[i] = s / a[i][0];
        }
    }

    /** A(i, i) for all i. */
    double[] diagonal() {
        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            diagonal[i] = a[i][0];
        }
        return diagonal;
    }

    /**
     * The inverse inside the band, after {@link #factor}, by the recursion of Takahashi, Fagan and Chen (1973): only entries of the
     * inverse inside the band are ever made, n band^2 operations.
     */
    Banded inverse() {
        Banded inverse = new Banded(n, band);
        double[][] z = inverse.a;
        for (int i = n - 1; i >= 0; i--) {
            int last = Math.min(n - 1, i + band);
            for (int j = last; j >= i; j--) {
                double s = i == j ? 1 / a[i][0] : 0;
                for (int k = i + 1; k <= last; k++) {
                    s -= a[k][k - i] * (k >= j ? z[k][k - j] : z[j][j - k]);
                }
                z[j][j - i] = s / a[i][0];
            }
        }
        return inverse;
    }
}
