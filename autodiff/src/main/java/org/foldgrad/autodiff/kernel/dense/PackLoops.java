package org.foldgrad.autodiff.kernel.dense;

/**
 * Copies of matrices in the order in which tiles read them.
 *
 * @param <A> the array type
 */
interface PackLoops<A> {
    /**
     * {@code y[to + i rowStep + j colStep] = x[i, j]}. What lies between is left as it is.
     *
     * @param x       a matrix with neighbours in a row or in a column next to each other
     * @param rowStep 1 unless {@code colStep} is
     */
    void pack(Matrix<A> x, A y, int to, int rowStep, int colStep);

    /** The loops for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> PackLoops<A> of(A array) {
        return (PackLoops<A>) (array instanceof double[] ? new DoublePackLoops() : new FloatPackLoops());
    }
}
