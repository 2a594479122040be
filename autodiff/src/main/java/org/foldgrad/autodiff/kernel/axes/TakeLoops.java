package org.foldgrad.autodiff.kernel.axes;

/**
 * Reading and accumulating along the middle axis of [outer, n, inner] by whole-number index. Indices must be in range.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public interface TakeLoops<A> {
    /** {@code y[o, j, i] = x[o, index[j], i]}, x of n rows. */
    void take(A x, int outer, int n, int inner, int[] index, A y);

    /** {@code y[o, index[j], i] += x[o, j, i]} for j in ascending order, y of n rows. */
    void scatterAdd(A x, int outer, int n, int inner, int[] index, A y);

    /** The loops for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> TakeLoops<A> of(A array) {
        return (TakeLoops<A>) (array instanceof double[] ? new DoubleTakeLoops() : new FloatTakeLoops());
    }
}
