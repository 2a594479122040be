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
    /** Elements of rows that are multiplied with one column after the other. */
    private static final int BLOCK = 2048;

    @Override
    public void product(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        if (isRow(a, b) || isNarrow(a, b)) {
            MatMulLoops.super.product(a, b, c, cOffset);
        } else {
            wide.product(a, b, c, cOffset);
        }
    }

    @Override
    public void addProduct(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        if (isRow(a, b)) {
            wide.addProduct(b.transpose(), a.transpose(), c, cOffset);
        } else if (!isNarrow(a, b)) {
            wide.addProduct(a, b, c, cOffset);
        } else if (b.rowStride() == 1) {
            addColumns(a, b.data(), b.offset(), b.colStride(), c, cOffset, b.cols());
        } else {
            A columns = Scratch.take(c, b.rows() * b.cols());
            packs.pack(b, columns, 0, 1, b.rows());
            addColumns(a, columns, 0, b.rows(), c, cOffset, b.cols());
            Scratch.pool().giveBack(columns);
        }
    }

    /** Whether c, a column, is better made as a row to which rows are added. */
    private static boolean isRow(Matrix<?> a, Matrix<?> b) {
        return b.cols() == 1 && a.colStride() != 1 && a.rowStride() == 1;
    }

    private static boolean isNarrow(Matrix<?> a, Matrix<?> b) {
        return b.cols() < COLUMNS && a.colStride() == 1 && a.cols() >= LONG;
    }

    /** Products with columns that start {@code apart} elements after each other, of so many rows at a time that these are read from memory once. */
    private void addColumns(Matrix<A> a, A b, int offset, int apart, A c, int to, int columns) {
        Dot<A> dot = a.rows() * a.cols() < SMALL ? plain : vectors;
        int rows = Math.max(1, BLOCK / a.cols());
        for (int i = 0; i < a.rows(); i += rows) {
            int some = Math.min(rows, a.rows() - i);
            for (int j = 0; j < columns; j++) {
                dot.addDots(some, a.cols(), a.data(), a.offset() + i * a.rowStride(), a.rowStride(), b, offset + j * apart, c, to + i * columns + j,
                        columns);
            }
        }
    }
}
