package org.foldgrad.autodiff.kernel;

/** Packing in plain Java. */
final class DoublePackLoops implements PackLoops<double[]> {
    /** Rows from which one copy of all elements in a column is worth its call. */
    private static final int LONG_COLUMN = 8;

    @Override
    public void pack(Matrix<double[]> x, double[] y, int to, int width) {
        if (x.rowStride() == 1 && x.rows() >= LONG_COLUMN) {
            for (int j = 0; j < x.cols(); j++) {
                System.arraycopy(x.data(), x.offset() + j * x.colStride(), y, to + j * width, x.rows());
            }
            return;
        }
        int r = 0;
        for (; r + 6 <= x.rows(); r += 6) {
            packSix(x.data(), x.offset() + r * x.rowStride(), x.rowStride(), x.colStride(), x.cols(), y, to + r, width);
        }
        for (; r < x.rows(); r++) {
            packOne(x.data(), x.offset() + r * x.rowStride(), x.colStride(), x.cols(), y, to + r, width);
        }
    }

    /** Six rows at once, as many as a micro-panel has: neighbours in y share a cache line. */
    private static void packSix(double[] x, int p, int next, int stride, int count, double[] y, int to, int width) {
        for (int j = 0; j < count; j++) {
            int from = p + j * stride;
            int at = to + j * width;
            y[at] = x[from];
            y[at + 1] = x[from + next];
            y[at + 2] = x[from + 2 * next];
            y[at + 3] = x[from + 3 * next];
            y[at + 4] = x[from + 4 * next];
            y[at + 5] = x[from + 5 * next];
        }
    }

    private static void packOne(double[] x, int p, int stride, int count, double[] y, int to, int width) {
        for (int j = 0; j < count; j++) {
            y[to + j * width] = x[p + j * stride];
        }
    }
}
