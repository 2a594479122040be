package org.foldgrad.autodiff.kernel;

/**
 * The product all dense kernels rest on: {@code c[r, i] += sum over j of a[r, j] b[base[j] + i]}. With {@code base[j]} the start of row j
 * it is a matrix product; with {@code base[j]} the shift of tap j it is a convolution that needs no copy of its input for every tap.
 *
 * <p>Every element of c is one chain of fused multiply-adds over j in ascending order, whatever the backend or vector width.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public interface PanelLoops<A> {
    /** How many elements past the last column a kernel may read of b. */
    int OVERREAD = 128;

    /**
     * Adds the product to c.
     *
     * @param rows    rows of c
     * @param columns columns of c
     * @param count   how many j
     * @param a       the weights, row r from {@code aOffset + r aStride}
     * @param b       the rows that are mixed: row j from {@code bOffset + base[j]}, readable for {@code columns + OVERREAD} elements
     * @param c       the result, row r from {@code cOffset + r cStride}
     */
    void addProduct(int rows, int columns, int count, A a, int aOffset, int aStride, A b, int[] base, int bOffset,
            A c, int cOffset, int cStride);

    /** The loops of this run's backend for arrays of this type. */
    static <A> PanelLoops<A> of(A array) {
        return of(array, Backend.chosen());
    }

    /** The loops of a backend for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> PanelLoops<A> of(A array, Backend backend) {
        if (array instanceof double[]) {
            return (PanelLoops<A>) (backend == Backend.SCALAR ? new DoublePanelLoops() : new DoublePanelVectorLoops());
        }
        return (PanelLoops<A>) (backend == Backend.SCALAR ? new FloatPanelLoops() : new FloatPanelVectorLoops());
    }
}
