package org.foldgrad.autodiff.kernel;

import java.util.Arrays;

/**
 * Matrix products blocked for the caches (Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008): a panel of b,
 * {@code DEPTH} rows as wide as a register tile, is read again for all micro-panels of a block of a, which stays in the second-level cache.
 * Both are copied into the order in which tiles read them, whatever their strides, so a transposed factor costs no more.
 */
final class MatMulVectorLoops<A> implements MatMulLoops<A> {
    /** Products with fewer multiply-adds than this are not worth the copies. */
    private static final long SMALL = 8_192;
    /** Rows of a panel of b: long ones write c less often, though with 512-bit vectors their 64 KiB come from the second-level cache. */
    private static final int DEPTH = 256;
    /** Rows of a block of a, whole micro-panels: 192 KiB in double precision, a fifth of a second-level cache of 1 MiB. */
    private static final int HEIGHT = 16 * PanelVectorLoops.HEIGHT;
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
    public void addProduct(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        int panel = panels.width();
        if (a.rows() < 3 || b.cols() < panel / 8 || (long) a.rows() * a.cols() * b.cols() < SMALL) {
            plain.addProduct(a, b, c, cOffset);
            return;
        }
        int[] base = new int[DEPTH];
        Arrays.setAll(base, k -> k * panel);
        A rows = Scratch.take(panels.lane(), Math.min(HEIGHT, a.rows() + PanelVectorLoops.HEIGHT) * DEPTH);
        A columns = Scratch.take(panels.lane(), Math.min(WIDTH, b.cols() + panel) * DEPTH);
        for (int j = 0; j < b.cols(); j += WIDTH) {
            int width = Math.min(WIDTH, b.cols() - j);
            for (int k = 0; k < a.cols(); k += DEPTH) {
                int depth = Math.min(DEPTH, a.cols() - k);
                for (int p = 0; p < width; p += panel) {
                    packs.pack(b.block(k, depth, j + p, Math.min(panel, width - p)).transpose(), columns, p * depth, panel);
                }
                for (int i = 0; i < a.rows(); i += HEIGHT) {
                    int height = Math.min(HEIGHT, a.rows() - i);
                    panels.packRows(a.block(i, height, k, depth), rows);
                    for (int p = 0; p < width; p += panel) {
                        panels.addPacked(height, Math.min(panel, width - p), depth, rows, columns, base, p * depth,
                                c, cOffset + i * b.cols() + j + p, b.cols());
                    }
                }
            }
        }
        Scratch.pool().giveBack(rows);
        Scratch.pool().giveBack(columns);
    }
}
