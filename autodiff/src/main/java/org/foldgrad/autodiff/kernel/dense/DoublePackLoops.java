package org.foldgrad.autodiff.kernel.dense;

/** Packing in plain Java. */
final class DoublePackLoops implements PackLoops<double[]> {
    @Override
    public void pack(Matrix<double[]> x, double[] y, int to, int rowStep, int colStep) {
        if (x.colStride() != 1) {
            packRows(x.transpose(), y, to, colStep, rowStep);
        } else {
            packRows(x, y, to, rowStep, colStep);
        }
    }

    /** Packs a matrix whose rows are in one piece. */
    private static void packRows(Matrix<double[]> x, double[] y, int to, int rowStep, int colStep) {
        int i = 0;
        for (; colStep == 1 && i < x.rows(); i++) {
            System.arraycopy(x.data(), x.offset() + i * x.rowStride(), y, to + i * rowStep, x.cols());
        }
        for (; i + 4 <= x.rows(); i += 4) {
            turnFour(x.data(), x.offset() + i * x.rowStride(), x.rowStride(), x.cols(), y, to + i, colStep);
        }
        for (; i < x.rows(); i++) {
            turn(x.data(), x.offset() + i * x.rowStride(), x.cols(), y, to + i, colStep);
        }
    }

    /** Four rows become columns at once: neighbours in y share a cache line. */
    private static void turnFour(double[] x, int p, int next, int count, double[] y, int to, int step) {
        int q = p + next;
        int r = q + next;
        int s = r + next;
        for (int j = 0; j < count; j++) {
            int at = to + j * step;
            y[at] = x[p + j];
            y[at + 1] = x[q + j];
            y[at + 2] = x[r + j];
            y[at + 3] = x[s + j];
        }
    }

    private static void turn(double[] x, int p, int count, double[] y, int to, int step) {
        for (int j = 0; j < count; j++) {
            y[to + j * step] = x[p + j];
        }
    }
}
