package org.foldgrad.autodiff.kernel.axes;

/**
 * Copies between strided layouts: what permute, slice, flip, pad, concat and broadcast, and their adjoints, come down to.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public interface CopyLoops<A> {
    /** {@code y[i, j, ...] = x[i, j, ...]} over all indices of {@code shape}. */
    void copy(int[] shape, A x, Strides from, A y, Strides to);

    /** {@code y[i, j, ...] += x[i, j, ...]} over all indices of {@code shape}, in row-major order. */
    void add(int[] shape, A x, Strides from, A y, Strides to);

    /** The loops for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> CopyLoops<A> of(A array) {
        return (CopyLoops<A>) (array instanceof double[] ? new DoubleCopyLoops() : new FloatCopyLoops());
    }
}
