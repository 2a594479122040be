package org.foldgrad.autodiff.kernel;

import java.util.Arrays;

/**
 * Matrix products blocked for the caches: a panel of b as wide as a register tile stays in the first-level cache, a block of b in the
 * second, and both factors are copied into the order in which the tiles read them, whatever their strides.
 */
final class DoubleMatMulVectorLoops extends DoubleMatMulLoops {
    /** Products with fewer multiply-adds than this are not worth the copies. */
    private static final long SMALL = 8_192;
    private static final int DEPTH = 128;
    private static final int HEIGHT = 96;
    private static final int WIDTH = 1024;
    private static final int PANEL = DoublePanelVectorLoops.WIDE;

    @Override
    public void addProduct(Matrix<double[]> a, Matrix<double[]> b, double[] c, int cOffset) {
        if (a.rows() < 3 || b.cols() < PANEL / 8 || (long) a.rows() * a.cols() * b.cols() < SMALL) {
            super.addProduct(a, b, c, cOffset);
            return;
        }
        int[] base = new int[DEPTH];
        Arrays.setAll(base, k -> k * PANEL);
        Pool pool = Scratch.pool();
        double[] rows = pool.doubles(Math.min(HEIGHT, a.rows()) * DEPTH);
        double[] columns = pool.doubles(DEPTH * Math.min(WIDTH, (b.cols() + PANEL - 1) / PANEL * PANEL));
        PanelLoops<double[]> panels = new DoublePanelVectorLoops();
        for (int j = 0; j < b.cols(); j += WIDTH) {
            int width = Math.min(WIDTH, b.cols() - j);
            for (int k = 0; k < a.cols(); k += DEPTH) {
                int depth = Math.min(DEPTH, a.cols() - k);
                copyColumns(b, k, depth, j, width, columns);
                for (int i = 0; i < a.rows(); i += HEIGHT) {
                    int height = Math.min(HEIGHT, a.rows() - i);
                    copyRows(a, i, height, k, depth, rows);
                    for (int p = 0; p < width; p += PANEL) {
                        panels.addProduct(height, Math.min(PANEL, width - p), depth, rows, 0, depth, columns, base, p * depth,
                                c, cOffset + i * b.cols() + j + p, b.cols());
                    }
                }
            }
        }
        pool.giveBack(rows);
        pool.giveBack(columns);
    }

    /** Rows of b into panels of {@code PANEL} columns, row after row; what pads the last panel is never stored. */
    private static void copyColumns(Matrix<double[]> b, int row, int depth, int column, int width, double[] panels) {
        for (int p = 0; p < width; p += PANEL) {
            int from = b.offset() + row * b.rowStride() + (column + p) * b.colStride();
            if (b.colStride() == 1 && p + PANEL <= width) {
                DoublePanelVectorLoops.copyWide(b.data(), from, b.rowStride(), depth, panels, p * depth);
            } else {
                copy(b, from, depth, Math.min(PANEL, width - p), panels, p * depth, PANEL);
            }
        }
    }

    /** Rows of a, row after row. */
    private static void copyRows(Matrix<double[]> a, int row, int height, int column, int depth, double[] rows) {
        int from = a.offset() + row * a.rowStride() + column * a.colStride();
        if (a.colStride() == 1) {
            for (int i = 0; i < height; i++) {
                System.arraycopy(a.data(), from + i * a.rowStride(), rows, i * depth, depth);
            }
        } else {
            copy(a, from, height, depth, rows, 0, depth);
        }
    }

    /** {@code y[to + i yStride + j] = x[i, j]}, eight rows at a time, so that a transposed x is read along its lines. */
    private static void copy(Matrix<double[]> x, int from, int rows, int cols, double[] y, int to, int yStride) {
        double[] data = x.data();
        for (int i0 = 0; i0 < rows; i0 += 8) {
            int end = Math.min(rows, i0 + 8);
            for (int j = 0; j < cols; j++) {
                for (int i = i0; i < end; i++) {
                    y[to + i * yStride + j] = data[from + i * x.rowStride() + j * x.colStride()];
                }
            }
        }
    }
}
