package org.foldgrad.autodiff.kernel.axes;

/** Running sums, products and recurrences. */
final class DoubleCumulativeLoops implements CumulativeLoops<double[]> {
    @Override
    public void sum(double[] x, int outer, int n, int inner, boolean reverse, double[] y) {
        int step = reverse ? -inner : inner;
        for (int o = 0; o < outer && n > 0; o++) {
            int row = start(o, n, inner, reverse);
            System.arraycopy(x, row, y, row, inner);
            if (inner == 1) {
                double last = x[row];
                for (int k = 1; k < n; k++) {
                    last += x[row + k * step];
                    y[row + k * step] = last;
                }
            } else {
                for (int k = 1; k < n; k++) {
                    int at = row + k * step;
                    for (int i = at; i < at + inner; i++) {
                        y[i] = y[i - step] + x[i];
                    }
                }
            }
        }
    }

    @Override
    public void product(double[] x, int outer, int n, int inner, boolean reverse, double[] y) {
        int step = reverse ? -inner : inner;
        for (int o = 0; o < outer && n > 0; o++) {
            int row = start(o, n, inner, reverse);
            System.arraycopy(x, row, y, row, inner);
            for (int k = 1; k < n; k++) {
                int at = row + k * step;
                for (int i = at; i < at + inner; i++) {
                    y[i] = y[i - step] * x[i];
                }
            }
        }
    }

    @Override
    public void recurrence(double[] a, double[] b, int outer, int n, int inner, boolean reverse, double[] y) {
        int step = reverse ? -inner : inner;
        for (int o = 0; o < outer && n > 0; o++) {
            int row = start(o, n, inner, reverse);
            System.arraycopy(b, row, y, row, inner);
            for (int k = 1; k < n; k++) {
                int at = row + k * step;
                for (int i = at; i < at + inner; i++) {
                    y[i] = Math.fma(a[i], y[i - step], b[i]);
                }
            }
        }
    }

    private static int start(int o, int n, int inner, boolean reverse) {
        return (o * n + (reverse ? n - 1 : 0)) * inner;
    }
}
