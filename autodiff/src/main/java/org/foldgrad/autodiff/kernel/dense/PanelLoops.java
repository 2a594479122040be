package org.foldgrad.autodiff.kernel.dense;

import org.foldgrad.autodiff.kernel.Backend;

/**
 * The product all dense kernels rest on: {@code c[r, i] += sum over j of a[r, j] b[base[j] + i]}. With {@code base[j]} the start of row j
 * it is a matrix product; with {@code base[j]} the shift of tap j it is a convolution that needs no copy of its input for every tap.
 *
 * <p>Every element of c is one chain of fused multiply-adds in a fixed order, whatever the backend or vector width: over j in ascending order,
 * except that where there are fewer than {@code FEW} rows, {@link Slide#TAPS} rows of b that each start one element after the last, as in a
 * convolution with one output channel, are taken in the order of a {@link Slide}.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
interface PanelLoops<A> {
    /** How many elements past the last column a kernel may read of b. */
    int OVERREAD = 128;

    /** Below this many rows, tiles of several rows would idle more than they share. */
    int FEW = 3;

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

    /** How many j from {@code from} on and below {@code count}, {@link Slide#TAPS} at most, have rows of b that each start one element after the last. */
    static int slide(int[] base, int from, int count) {
        int to = from + 1;
        while (to < count && to - from < Slide.TAPS && base[to] == base[to - 1] + 1) {
            to++;
        }
        return to - from;
    }

    /** The loops of this run's backend for arrays of this type. */
    static <A> PanelLoops<A> of(A array) {
        return of(array, Backend.chosen());
    }

    /** The loops of a backend for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> PanelLoops<A> of(A array, Backend backend) {
        if (backend == Backend.SCALAR) {
            return (PanelLoops<A>) (array instanceof double[] ? new DoublePanelLoops() : new FloatPanelLoops());
        }
        return PanelVectorLoops.of(array, backend);
    }
}
