package org.foldgrad.autodiff.kernel.dense;

import org.foldgrad.autodiff.kernel.Scratch;
import org.foldgrad.autodiff.kernel.emit.Program;

/** Products with so few columns that tiles would be mostly empty: rows times vectors. All others as {@code wide} computes them. */
record NarrowMatMul<A>(Dot<A> plain, Dot<A> vectors, PackLoops<A> packs, MatMulLoops<A> wide) implements MatMulLoops<A> {
    /** Columns from which on a tile is better. */
    private static final int COLUMNS = 4;
    /** Elements of a row from which on it is worth having partial sums that are combined in the end. */
    private static final int LONG = 4 * Program.PARTIALS;
    /** Products with fewer multiply-adds for each column need not wait until HotSpot has compiled code on the Vector API. */
    private static final int SMALL = 2048;

    @Override
    public void addProduct(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        if (b.cols() == 1 && a.colStride() != 1 && a.rowStride() == 1) {
            wide.addProduct(b.transpose(), a.transpose(), c, cOffset); // the same as a row, to which rows are added
        } else if (b.cols() >= COLUMNS || a.colStride() != 1 || a.cols() < LONG) {
            wide.addProduct(a, b, c, cOffset);
        } else if (b.rowStride() == 1) {
            for (int j = 0; j < b.cols(); j++) {
                addColumn(a, b.data(), b.offset() + j * b.colStride(), c, cOffset + j, b.cols());
            }
        } else {
            A column = Scratch.take(c, b.rows());
            for (int j = 0; j < b.cols(); j++) {
                packs.pack(b.block(0, b.rows(), j, 1), column, 0, 1, 1);
                addColumn(a, column, 0, c, cOffset + j, b.cols());
            }
            Scratch.pool().giveBack(column);
        }
    }

    private void addColumn(Matrix<A> a, A b, int offset, A c, int to, int step) {
        Dot<A> dot = a.rows() * a.cols() < SMALL ? plain : vectors;
        dot.addDots(a.rows(), a.cols(), a.data(), a.offset(), a.rowStride(), b, offset, c, to, step);
    }
}
