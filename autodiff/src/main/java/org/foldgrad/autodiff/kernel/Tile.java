package org.foldgrad.autodiff.kernel;

/**
 * The innermost loop of dense products: a block of c that is held in vector registers while it is summed,
 * {@code c[r, i] += sum over j of a[r, j] b[base[j] + i]}, each element one chain of fused multiply-adds over j in ascending order.
 *
 * @param <A> the array type
 */
interface Tile<A> {
    /**
     * Adds the product to c.
     *
     * @param from    first j
     * @param to      end of the j
     * @param a       a micro-panel: the weights of one j next to each other, a[r, j] at {@code aOffset + j rows + r}
     * @param b       row j from {@code bOffset + base[j]}
     * @param c       row r from {@code cOffset + r cStride}
     */
    void addProduct(int from, int to, A a, int aOffset, A b, int[] base, int bOffset, A c, int cOffset, int cStride);
}
