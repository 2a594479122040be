package org.foldgrad.autodiff.kernel.dense;

import org.foldgrad.autodiff.kernel.Threads;

/** Matrix products, the rows of the result in parts by several threads. Each thread copies b for itself. */
record ThreadedMatMul<A>(MatMulLoops<A> loops) implements MatMulLoops<A> {
    /** Rows that stay together: those of a tile. */
    private static final int PANEL = PanelVectorLoops.HEIGHT;

    @Override
    public void addProduct(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        int panels = (a.rows() + PANEL - 1) / PANEL;
        double nanos = MatMulLoops.nanos(PANEL, a.cols(), b.cols());
        Threads.run(0, panels, nanos, (from, to) -> {
            int first = from * PANEL;
            int rows = Math.min(to * PANEL, a.rows()) - first;
            loops.addProduct(a.block(first, rows, 0, a.cols()), b, c, cOffset + first * b.cols());
        });
    }
}
