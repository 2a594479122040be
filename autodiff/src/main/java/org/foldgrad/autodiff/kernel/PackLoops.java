package org.foldgrad.autodiff.kernel;

/**
 * Copies of matrices in the order in which tiles read them.
 *
 * @param <A> the array type
 */
interface PackLoops<A> {
    /**
     * A panel: {@code y[to + j width + r] = x[r, j]} for each row r, at most {@code width} of them. What lies between is left as it is.
     *
     * @param x a matrix, with any strides
     */
    void pack(Matrix<A> x, A y, int to, int width);

    /** The loops for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> PackLoops<A> of(A array) {
        return (PackLoops<A>) (array instanceof double[] ? new DoublePackLoops() : new FloatPackLoops());
    }
}
