package org.foldgrad.autodiff.kernel;

import java.util.Arrays;

/** Reductions in plain Java. */
class DoubleReduceLoops implements ReduceLoops<double[]> {
    private static final int LANES = 32;
    /** Columns summed side by side: their partial sums fit the first-level cache. */
    private static final int COLUMNS = 64;

    @Override
    public final void sum(double[] x, int outer, int n, int inner, double[] y) {
        if (n == 0) {
            Arrays.fill(y, 0, outer * inner, 0);
            return;
        }
        double[] partial = new double[Math.min(n, LANES) * Math.min(inner, COLUMNS)];
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i += COLUMNS) {
                sumColumns(x, o * n * inner + i, n, inner, Math.min(COLUMNS, inner - i), partial, y, o * inner + i);
            }
        }
    }

    /** Row k goes to partial sum k mod 32, then the partial sums are combined pairwise. */
    private void sumColumns(double[] x, int from, int n, int stride, int columns, double[] partial, double[] y, int to) {
        int lanes = Math.min(n, LANES);
        if (stride == 1) {
            sumLanes(x, from, n, partial);
        } else {
            for (int k = 0; k < lanes; k++) {
                System.arraycopy(x, from + k * stride, partial, k * columns, columns);
            }
            for (int k = lanes; k < n; k++) {
                addRow(x, from + k * stride, columns, partial, k % LANES * columns);
            }
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int k = 0; k < half && k + half < lanes; k++) {
                addRow(partial, (k + half) * columns, columns, partial, k * columns);
            }
        }
        System.arraycopy(partial, 0, y, to, columns);
    }

    /** {@code partial[r] = sum of x[from + k], k mod 32 = r}. */
    void sumLanes(double[] x, int from, int n, double[] partial) {
        int lanes = Math.min(n, LANES);
        System.arraycopy(x, from, partial, 0, lanes);
        for (int k = lanes; k < n; k++) {
            partial[k & (LANES - 1)] += x[from + k];
        }
    }

    /** {@code y[to + i] += x[from + i]}, i below n. */
    void addRow(double[] x, int from, int n, double[] y, int to) {
        for (int i = 0; i < n; i++) {
            y[to + i] += x[from + i];
        }
    }

    @Override
    public final void product(double[] x, int outer, int n, int inner, double[] y) {
        Arrays.fill(y, 0, outer * inner, 1);
        for (int o = 0; o < outer; o++) {
            for (int k = 0; k < n; k++) {
                for (int i = 0; i < inner; i++) {
                    y[o * inner + i] *= x[(o * n + k) * inner + i];
                }
            }
        }
    }

    @Override
    public final void max(double[] x, int outer, int n, int inner, double[] y) {
        for (int o = 0; o < outer; o++) {
            if (inner == 1) {
                y[o] = rowMax(x, o * n, n);
                continue;
            }
            System.arraycopy(x, o * n * inner, y, o * inner, inner);
            for (int k = 1; k < n; k++) {
                maxRows(x, (o * n + k) * inner, inner, y, o * inner);
            }
        }
    }

    @Override
    public final void min(double[] x, int outer, int n, int inner, double[] y) {
        for (int o = 0; o < outer; o++) {
            if (inner == 1) {
                y[o] = rowMin(x, o * n, n);
                continue;
            }
            System.arraycopy(x, o * n * inner, y, o * inner, inner);
            for (int k = 1; k < n; k++) {
                minRows(x, (o * n + k) * inner, inner, y, o * inner);
            }
        }
    }

    /** {@code y[to + i] = max(y[to + i], x[from + i])}, i below n. */
    void maxRows(double[] x, int from, int n, double[] y, int to) {
        for (int i = 0; i < n; i++) {
            y[to + i] = Math.max(y[to + i], x[from + i]);
        }
    }

    /** {@code y[to + i] = min(y[to + i], x[from + i])}, i below n. */
    void minRows(double[] x, int from, int n, double[] y, int to) {
        for (int i = 0; i < n; i++) {
            y[to + i] = Math.min(y[to + i], x[from + i]);
        }
    }

    double rowMax(double[] x, int from, int n) {
        double max = x[from];
        for (int k = from + 1; k < from + n; k++) {
            max = Math.max(max, x[k]);
        }
        return max;
    }

    double rowMin(double[] x, int from, int n) {
        double min = x[from];
        for (int k = from + 1; k < from + n; k++) {
            min = Math.min(min, x[k]);
        }
        return min;
    }

    @Override
    public final void find(double[] x, int outer, int n, int inner, double[] y, int[] index) {
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                int k = 0;
                while (!same(x[(o * n + k) * inner + i], y[o * inner + i])) {
                    k++;
                }
                index[o * inner + i] = k;
            }
        }
    }

    @Override
    public final void share(double[] x, int outer, int n, int inner, double[] y, double[] share) {
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                double value = y[o * inner + i];
                int count = 0;
                for (int k = 0; k < n; k++) {
                    count += same(x[(o * n + k) * inner + i], value) ? 1 : 0;
                }
                double one = 1;
                double each = one / count;
                for (int k = 0; k < n; k++) {
                    int at = (o * n + k) * inner + i;
                    share[at] = same(x[at], value) ? each : 0;
                }
            }
        }
    }

    private static boolean same(double a, double b) {
        return a == b || a != a && b != b;
    }
}
