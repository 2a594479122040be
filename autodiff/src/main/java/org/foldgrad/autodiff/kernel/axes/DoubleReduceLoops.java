package org.foldgrad.autodiff.kernel.axes;

import java.util.Arrays;
import org.foldgrad.autodiff.kernel.Cost;
import org.foldgrad.autodiff.kernel.Threads;
import org.foldgrad.autodiff.kernel.emit.Program;

/** Reductions in plain Java. */
class DoubleReduceLoops implements ReduceLoops<double[]> {
    /** Columns summed side by side: their partial sums fit the first-level cache. */
    private static final int COLUMNS = 64;

    @Override
    public final void sum(double[] x, int outer, int n, int inner, double[] y) {
        int blocks = Program.blocks(n);
        if (blocks == 0) {
            Arrays.fill(y, 0, outer * inner, 0);
        } else if (blocks == 1) {
            sumBlocks(x, outer, n, inner, 1, y);
        } else {
            double[] sums = new double[blocks * outer * inner];
            sumBlocks(x, outer, n, inner, blocks, sums);
            sum(sums, 1, blocks, outer * inner, y);
        }
    }

    /** The sums of all blocks of {@code Program.BLOCK} rows, those of the first block first. */
    private void sumBlocks(double[] x, int outer, int n, int inner, int blocks, double[] sums) {
        int groups = (inner + COLUMNS - 1) / COLUMNS;
        int rows = Math.min(n, Program.BLOCK);
        Threads.run(0, blocks * outer * groups, Cost.SUM * rows * Math.min(inner, COLUMNS), (from, to) -> {
            double[] partial = new double[Math.min(n, Program.PARTIALS) * Math.min(inner, COLUMNS)];
            for (int part = from; part < to; part++) {
                int first = part / (outer * groups) * Program.BLOCK;
                int o = part / groups % outer;
                int i = part % groups * COLUMNS;
                sumColumns(x, (o * n + first) * inner + i, Math.min(rows, n - first), inner, Math.min(COLUMNS, inner - i), partial,
                    sums, (part / (outer * groups) * outer + o) * inner + i);
            }
        });
    }

    /** Row k goes to partial sum k mod 32, then the partial sums are combined pairwise. */
    private void sumColumns(double[] x, int from, int n, int stride, int columns, double[] partial, double[] y, int to) {
        int lanes = Math.min(n, Program.PARTIALS);
        if (stride == 1) {
            sumLanes(x, from, n, partial);
        } else {
            for (int k = 0; k < lanes; k++) {
                System.arraycopy(x, from + k * stride, partial, k * columns, columns);
            }
            for (int k = lanes; k < n; k++) {
                addRow(x, from + k * stride, columns, partial, k % Program.PARTIALS * columns);
            }
        }
        for (int half = Program.PARTIALS / 2; half > 0; half /= 2) {
            addRow(partial, half * columns, Math.clamp(lanes - half, 0, half) * columns, partial, 0);
        }
        for (int i = 0; i < columns; i++) {
            y[to + i] = partial[i] + 0; // where all were -0 the sum is 0, as that of a kernel
        }
    }

    /** {@code partial[r] = sum of x[from + k], k mod 32 = r}. */
    void sumLanes(double[] x, int from, int n, double[] partial) {
        int lanes = Math.min(n, Program.PARTIALS);
        System.arraycopy(x, from, partial, 0, lanes);
        for (int k = lanes; k < n; k++) {
            partial[k & (Program.PARTIALS - 1)] += x[from + k];
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
        Threads.runRows(outer, inner, Cost.FOLD * n, (o, from, to) -> {
            Arrays.fill(y, o * inner + from, o * inner + to, 1);
            for (int k = 0; k < n; k++) {
                for (int i = from; i < to; i++) {
                    y[o * inner + i] *= x[(o * n + k) * inner + i];
                }
            }
        });
    }

    @Override
    public final void max(double[] x, int outer, int n, int inner, double[] y) {
        Threads.runRows(outer, inner, Cost.FOLD * n, (o, from, to) -> {
            if (inner == 1) {
                y[o] = rowMax(x, o * n, n);
                return;
            }
            System.arraycopy(x, o * n * inner + from, y, o * inner + from, to - from);
            for (int k = 1; k < n; k++) {
                maxRows(x, (o * n + k) * inner + from, to - from, y, o * inner + from);
            }
        });
    }

    @Override
    public final void min(double[] x, int outer, int n, int inner, double[] y) {
        Threads.runRows(outer, inner, Cost.FOLD * n, (o, from, to) -> {
            if (inner == 1) {
                y[o] = rowMin(x, o * n, n);
                return;
            }
            System.arraycopy(x, o * n * inner + from, y, o * inner + from, to - from);
            for (int k = 1; k < n; k++) {
                minRows(x, (o * n + k) * inner + from, to - from, y, o * inner + from);
            }
        });
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
        Threads.runRows(outer, inner, Cost.SEARCH * n, (o, from, to) -> {
            for (int i = from; i < to; i++) {
                int k = 0;
                while (!same(x[(o * n + k) * inner + i], y[o * inner + i])) {
                    k++;
                }
                index[o * inner + i] = k;
            }
        });
    }

    @Override
    public final void share(double[] x, int outer, int n, int inner, double[] y, double[] share) {
        Threads.runRows(outer, inner, Cost.SEARCH * n, (o, from, to) -> {
            for (int i = from; i < to; i++) {
                share(x, o * n * inner + i, n, inner, y[o * inner + i], share);
            }
        });
    }

    private static void share(double[] x, int first, int n, int stride, double value, double[] share) {
        int count = 0;
        for (int k = 0; k < n; k++) {
            count += same(x[first + k * stride], value) ? 1 : 0;
        }
        double one = 1;
        double each = one / count;
        for (int k = 0; k < n; k++) {
            int at = first + k * stride;
            share[at] = same(x[at], value) ? each : 0;
        }
    }

    private static boolean same(double a, double b) {
        return a == b || a != a && b != b;
    }
}
