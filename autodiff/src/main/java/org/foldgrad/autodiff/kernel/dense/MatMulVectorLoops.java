package org.foldgrad.autodiff.kernel.dense;

import java.util.Arrays;
import org.foldgrad.autodiff.kernel.Scratch;

/**
 * Matrix products blocked for the caches (Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008): a panel of b,
 * {@code Tile.DEPTH} rows as wide as a register tile, stays in the first-level cache - it is 32 KiB with 512-bit vectors - for all rows of a
 * block of a, which stays in the second-level cache. Both are copied into the order in which tiles read them, whatever their strides, so a
 * transposed factor costs little more.
 */
final class MatMulVectorLoops<A> implements MatMulLoops<A> {
    /** Products with fewer multiply-adds than this are not worth the copies. */
    private static final long SMALL = 8_192;
    /** Rows of a block of a, whole tiles: 200 KiB in double precision, a fifth of a second-level cache of 1 MiB. */
    private static final int HEIGHT = 8 * PanelVectorLoops.HEIGHT;
    /** Columns of b that are copied at a time, so that large products need no large copies. */
    private static final int WIDTH = 1024;

    private final MatMulLoops<A> plain;
    private final PanelVectorLoops<A> panels;
    private final PackLoops<A> packs;

    MatMulVectorLoops(MatMulLoops<A> plain, PanelVectorLoops<A> panels, PackLoops<A> packs) {
        this.plain = plain;
        this.panels = panels;
        this.packs = packs;
    }

    @Override
    public void product(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        if (pays(a, b) && a.rows() >= PanelLoops.FEW) {
            A zeros = Scratch.take(c, b.cols());
            MatMulLoops.clear(zeros, 0, b.cols());
            addBlocks(a, b, new Matrix<>(zeros, 0, a.rows(), b.cols(), 0, 1), Matrix.rowMajor(c, cOffset, a.rows(), b.cols()));
            Scratch.pool().giveBack(zeros);
        } else {
            MatMulLoops.super.product(a, b, c, cOffset);
        }
    }

    @Override
    public void addProduct(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        boolean pays = pays(a, b);
        if (pays && a.rows() >= PanelLoops.FEW) {
            Matrix<A> sums = Matrix.rowMajor(c, cOffset, a.rows(), b.cols());
            addBlocks(a, b, sums, sums);
        } else if (pays && a.colStride() == 1 && b.colStride() == 1 && b.cols() >= PanelLoops.OVERREAD) {
            addRows(a, b, c, cOffset);
        } else {
            plain.addProduct(a, b, c, cOffset);
        }
    }

    private boolean pays(Matrix<A> a, Matrix<A> b) {
        return (long) a.rows() * a.cols() * b.cols() >= SMALL && b.cols() >= panels.width() / 4;
    }

    /** Few rows do not pay for a copy of b. Panels read it as it is, past the end of each row; so its last row is left to the plain loops. */
    private void addRows(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        int last = a.cols() - 1;
        int[] base = new int[last];
        Arrays.setAll(base, k -> k * b.rowStride());
        panels.addProduct(a.rows(), b.cols(), last, a.data(), a.offset(), a.rowStride(), b.data(), base, b.offset(), c, cOffset, b.cols());
        plain.addProduct(a.block(0, a.rows(), last, 1), b.block(last, 1, 0, b.cols()), c, cOffset);
    }

    /** {@code c = start + a b}. */
    private void addBlocks(Matrix<A> a, Matrix<A> b, Matrix<A> start, Matrix<A> c) {
        int panel = panels.width();
        int[] base = new int[Tile.DEPTH];
        Arrays.setAll(base, k -> k * panel);
        A rows = Scratch.take(c.data(), PanelVectorLoops.packedSize(Math.min(HEIGHT, a.rows())));
        A columns = Scratch.take(c.data(), Math.min(WIDTH, b.cols() + panel) * Tile.DEPTH);
        for (int j = 0; j < b.cols(); j += WIDTH) {
            int width = Math.min(WIDTH, b.cols() - j);
            for (int k = 0; k < a.cols(); k += Tile.DEPTH) {
                int depth = Math.min(Tile.DEPTH, a.cols() - k);
                for (int p = 0; p < width; p += panel) {
                    packs.pack(b.block(k, depth, j + p, Math.min(panel, width - p)), columns, p * depth, panel, 1);
                }
                for (int i = 0; i < a.rows(); i += HEIGHT) {
                    int height = Math.min(HEIGHT, a.rows() - i);
                    panels.packRows(a.block(i, height, k, depth), rows);
                    for (int p = 0; p < width; p += panel) {
                        int some = Math.min(panel, width - p);
                        Matrix<A> to = c.block(i, height, j + p, some);
                        panels.addPacked(0, depth, rows, columns, base, p * depth, k == 0 ? start.block(i, height, j + p, some) : to, to);
                    }
                }
            }
        }
        Scratch.pool().giveBack(rows);
        Scratch.pool().giveBack(columns);
    }
}
