package org.foldgrad.autodiff.kernel.dense;

/**
 * The innermost loop of dense products: a block of c that is held in vector registers while it is summed,
 * {@code c[r, i] = start[r, i] + sum over j of a[r, j] b[base[j] + i]}, each element one chain of fused multiply-adds over j in ascending order.
 *
 * @param <A> the array type
 */
interface Tile<A> {
    /** Most j at a time in a tile of several rows. */
    int DEPTH = 256;
    /**
     * Elements from one row of a to the next. As it is a constant, one address serves all rows; as it is no power of two, they do not compete
     * for the same places in the cache.
     */
    int APART = DEPTH + 8;

    /**
     * Adds the product to what c starts from.
     *
     * @param from    first j
     * @param to      end of the j
     * @param a       row r from {@code aOffset + r APART}, so that a[r, j] is {@code j} elements further
     * @param b       row j from {@code bOffset + base[j]}
     * @param start   row r from {@code startOffset + r startStride}: c itself, or one row of zeros for all
     * @param c       row r from {@code cOffset + r cStride}
     */
    void addProduct(int from, int to, A a, int aOffset, A b, int[] base, int bOffset, A start, int startOffset, int startStride,
            A c, int cOffset, int cStride);
}
