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
        double[] packedA = pool.doubles(PanelLoops.packedSize(Math.min(HEIGHT, a.rows()), DEPTH));
        double[] packedB = pool.doubles(DEPTH * Math.min(WIDTH, (b.cols() + PANEL - 1) / PANEL * PANEL));
        PanelLoops<double[]> panels = new DoublePanelVectorLoops();
        for (int j = 0; j < b.cols(); j += WIDTH) {
            int width = Math.min(WIDTH, b.cols() - j);
            for (int k = 0; k < a.cols(); k += DEPTH) {
                int depth = Math.min(DEPTH, a.cols() - k);
                packColumns(b, k, depth, j, width, packedB);
                for (int i = 0; i < a.rows(); i += HEIGHT) {
                    int height = Math.min(HEIGHT, a.rows() - i);
                    packRows(a, i, height, k, depth, packedA);
                    for (int p = 0; p < width; p += PANEL) {
                        panels.addProduct(height, Math.min(PANEL, width - p), depth, packedA, 0, packedB, base, p * depth,
                                c, cOffset + i * b.cols() + j + p, b.cols());
                    }
                }
            }
        }
        pool.giveBack(packedA);
        pool.giveBack(packedB);
    }

    /** Rows of b into panels of {@code PANEL} columns, row after row; what pads the last panel is never stored. */
    private static void packColumns(Matrix<double[]> b, int row, int depth, int column, int width, double[] packed) {
        for (int p = 0; p < width; p += PANEL) {
            int used = Math.min(PANEL, width - p);
            for (int k = 0; k < depth; k++) {
                int from = b.offset() + (row + k) * b.rowStride() + (column + p) * b.colStride();
                int to = p * depth + k * PANEL;
                if (b.colStride() == 1) {
                    System.arraycopy(b.data(), from, packed, to, used);
                } else {
                    for (int i = 0; i < used; i++) {
                        packed[to + i] = b.data()[from + i * b.colStride()];
                    }
                }
            }
        }
    }

    /** Rows of a into the groups that {@link PanelLoops} reads. */
    private static void packRows(Matrix<double[]> a, int row, int rows, int column, int depth, double[] packed) {
        int height = PanelLoops.height(rows);
        for (int r = 0; r < rows; r += height) {
            int from = a.offset() + (row + r) * a.rowStride() + column * a.colStride();
            packGroup(a.data(), from, a.rowStride(), a.colStride(), Math.min(height, rows - r), height, depth, packed, r * depth);
        }
    }

    private static void packGroup(double[] a, int from, int rowStride, int colStride, int used, int height, int depth, double[] packed,
            int to) {
        if (used == 6) {
            packSix(a, from, rowStride, colStride, depth, packed, to);
            return;
        }
        for (int k = 0; k < depth; k++) {
            for (int r = 0; r < used; r++) {
                packed[to + k * height + r] = a[from + r * rowStride + k * colStride];
            }
        }
    }

    private static void packSix(double[] a, int from, int rowStride, int colStride, int depth, double[] packed, int to) {
        for (int k = 0; k < depth; k++) {
            int at = from + k * colStride;
            int out = to + 6 * k;
            packed[out] = a[at];
            packed[out + 1] = a[at + rowStride];
            packed[out + 2] = a[at + 2 * rowStride];
            packed[out + 3] = a[at + 3 * rowStride];
            packed[out + 4] = a[at + 4 * rowStride];
            packed[out + 5] = a[at + 5 * rowStride];
        }
    }
}
