package org.foldgrad.autodiff.kernel.dense;

import org.foldgrad.autodiff.kernel.Threads;

/** Matrix products, the rows of the result in parts by several threads. Each thread copies b for itself. */
record ThreadedMatMul<A>(MatMulLoops<A> loops) implements MatMulLoops<A> {
    /** Rows that stay together: those of a tile. */
    private static final int PANEL = PanelVectorLoops.HEIGHT;

    private interface Part<A> {
        void product(Matrix<A> rows, int cOffset);
    }

    @Override
    public void addProduct(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        inParts(a, b, cOffset, (rows, at) -> loops.addProduct(rows, b, c, at));
    }

    @Override
    public void product(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        inParts(a, b, cOffset, (rows, at) -> loops.product(rows, b, c, at));
    }

    private static <A> void inParts(Matrix<A> a, Matrix<A> b, int cOffset, Part<A> part) {
        int panels = (a.rows() + PANEL - 1) / PANEL;
        double nanos = MatMulLoops.nanos(PANEL, a.cols(), b.cols());
        Threads.run(0, panels, nanos, (from, to) -> {
            int first = from * PANEL;
            int rows = Math.min(to * PANEL, a.rows()) - first;
            part.product(a.block(first, rows, 0, a.cols()), cOffset + first * b.cols());
        });
    }
}
