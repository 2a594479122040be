package org.foldgrad.autodiff.kernel.axes;

/** Reading and accumulating by whole-number index. */
final class DoubleTakeLoops implements TakeLoops<double[]> {
    @Override
    public void take(double[] x, int outer, int n, int inner, int[] index, double[] y) {
        for (int o = 0; o < outer; o++) {
            int from = o * n * inner;
            int to = o * index.length * inner;
            if (inner == 1) {
                for (int j = 0; j < index.length; j++) {
                    y[to + j] = x[from + index[j]];
                }
            } else {
                for (int j = 0; j < index.length; j++) {
                    System.arraycopy(x, from + index[j] * inner, y, to + j * inner, inner);
                }
            }
        }
    }

    @Override
    public void scatterAdd(double[] x, int outer, int n, int inner, int[] index, double[] y) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < index.length; j++) {
                int from = (o * index.length + j) * inner;
                int to = (o * n + index[j]) * inner;
                for (int i = 0; i < inner; i++) {
                    y[to + i] += x[from + i];
                }
            }
        }
    }
}
