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
        for (; r + 2 <= x.rows(); r += 2) {
            packTwo(x.data(), x.offset() + r * x.rowStride(), x.rowStride(), x.colStride(), x.cols(), y, to + r, width);
        }
        if (r < x.rows()) {
            packOne(x.data(), x.offset() + r * x.rowStride(), x.colStride(), x.cols(), y, to + r, width);
        }
    }

    /** Two rows at once: neighbours in y share a cache line. */
    private static void packTwo(double[] x, int p, int next, int stride, int count, double[] y, int to, int width) {
        for (int j = 0; j < count; j++) {
            y[to + j * width] = x[p + j * stride];
            y[to + j * width + 1] = x[p + next + j * stride];
        }
    }

    private static void packOne(double[] x, int p, int stride, int count, double[] y, int to, int width) {
        for (int j = 0; j < count; j++) {
            y[to + j * width] = x[p + j * stride];
        }
    }
}
