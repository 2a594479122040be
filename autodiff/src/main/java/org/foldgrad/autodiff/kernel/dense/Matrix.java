package org.foldgrad.autodiff.kernel.dense;

/**
 * A strided view of an array as a matrix: element (i, j) is {@code data[offset + i rowStride + j colStride]}.
 *
 * @param <A> the array type
 */
public record Matrix<A>(A data, int offset, int rows, int cols, int rowStride, int colStride) {
    /** A row-major matrix that starts at {@code offset}. */
    public static <A> Matrix<A> rowMajor(A data, int offset, int rows, int cols) {
        return new Matrix<>(data, offset, rows, cols, cols, 1);
    }

    /** The same elements with rows and columns exchanged. */
    public Matrix<A> transpose() {
        return new Matrix<>(data, offset, cols, rows, colStride, rowStride);
    }

    /** The rows and columns from the given ones on. */
    Matrix<A> block(int row, int rows, int column, int columns) {
        return new Matrix<>(data, offset + row * rowStride + column * colStride, rows, columns, rowStride, colStride);
    }
}
