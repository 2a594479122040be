package org.foldgrad.autodiff.kernel.dense;

/** Matrix products in plain Java. */
final class DoubleMatMulLoops implements MatMulLoops<double[]> {
    /** Below this many columns a row of c is too short for an inner loop of its own. */
    private static final int SHORT_ROW = 8;

    @Override
    public void addProduct(Matrix<double[]> a, Matrix<double[]> b, double[] c, int cOffset) {
        if (b.colStride() == 1 && b.cols() >= SHORT_ROW) {
            addRows(a, b, c, cOffset);
        } else {
            addDots(a, b, c, cOffset);
        }
    }

    private static void addRows(Matrix<double[]> a, Matrix<double[]> b, double[] c, int cOffset) {
        int n = b.cols();
        for (int i = 0; i < a.rows(); i++) {
            for (int k = 0; k < a.cols(); k++) {
                addScaled(a.data()[a.offset() + i * a.rowStride() + k * a.colStride()], b.data(), b.offset() + k * b.rowStride(), n, c,
                        cOffset + i * n);
            }
        }
    }

    /** {@code c[cOffset + i] += x b[bOffset + i]}, i below n. */
    static void addScaled(double x, double[] b, int bOffset, int n, double[] c, int cOffset) {
        for (int i = 0; i < n; i++) {
            c[cOffset + i] = Math.fma(x, b[bOffset + i], c[cOffset + i]);
        }
    }

    private static void addDots(Matrix<double[]> a, Matrix<double[]> b, double[] c, int cOffset) {
        for (int j = 0; j < b.cols(); j++) {
            int column = b.offset() + j * b.colStride();
            int i = 0;
            for (; i + 4 <= a.rows(); i += 4) {
                addFourDots(a, i, b.data(), column, b.rowStride(), c, cOffset + i * b.cols() + j, b.cols());
            }
            for (; i < a.rows(); i++) {
                addDot(a, i, b.data(), column, b.rowStride(), c, cOffset + i * b.cols() + j);
            }
        }
    }

    /** Four rows at once: one chain of dependent multiply-adds leaves the processor idle three quarters of the time. */
    private static void addFourDots(Matrix<double[]> m, int row, double[] b, int p, int step, double[] c, int out, int width) {
        double[] a = m.data();
        int q0 = m.offset() + row * m.rowStride();
        int q1 = q0 + m.rowStride();
        int q2 = q1 + m.rowStride();
        int q3 = q2 + m.rowStride();
        double s0 = c[out];
        double s1 = c[out + width];
        double s2 = c[out + 2 * width];
        double s3 = c[out + 3 * width];
        for (int k = 0; k < m.cols(); k++) {
            double x = b[p + k * step];
            int shift = k * m.colStride();
            s0 = Math.fma(a[q0 + shift], x, s0);
            s1 = Math.fma(a[q1 + shift], x, s1);
            s2 = Math.fma(a[q2 + shift], x, s2);
            s3 = Math.fma(a[q3 + shift], x, s3);
        }
        c[out] = s0;
        c[out + width] = s1;
        c[out + 2 * width] = s2;
        c[out + 3 * width] = s3;
    }

    private static void addDot(Matrix<double[]> m, int row, double[] b, int p, int step, double[] c, int out) {
        int q = m.offset() + row * m.rowStride();
        double s = c[out];
        for (int k = 0; k < m.cols(); k++) {
            s = Math.fma(m.data()[q + k * m.colStride()], b[p + k * step], s);
        }
        c[out] = s;
    }
}
