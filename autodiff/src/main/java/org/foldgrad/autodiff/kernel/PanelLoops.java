package org.foldgrad.autodiff.kernel;

/**
 * The product all dense kernels rest on: {@code c[r, i] += sum over j of a[j, r] b[base[j] + i]}. With {@code base[j]} the start of row j
 * it is a matrix product; with {@code base[j]} the shift of tap j it is a convolution that needs no copy of its input for every tap.
 *
 * <p>Every element of c is one chain of fused multiply-adds over j in ascending order, whatever the backend or vector width.
 *
 * <p>{@code a} is packed: the rows in groups of {@link #height}, each group {@code a[group height count + j height + r]}, the last one
 * padded.
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
     * @param a       packed weights, from {@code aOffset}
     * @param b       the rows that are mixed: row j from {@code bOffset + base[j]}, readable for {@code columns + OVERREAD} elements
     * @param c       the result, row r from {@code cOffset + r cStride}
     */
    void addProduct(int rows, int columns, int count, A a, int aOffset, A b, int[] base, int bOffset, A c, int cOffset, int cStride);

    /** Rows in a group of packed weights: groups of six, but one or two rows are not worth the padding. */
    static int height(int rows) {
        return rows < 3 ? 1 : 6;
    }

    /** Elements of the packed weights. */
    static int packedSize(int rows, int count) {
        int height = height(rows);
        return (rows + height - 1) / height * height * count;
    }

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
