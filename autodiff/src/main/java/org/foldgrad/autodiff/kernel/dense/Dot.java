package org.foldgrad.autodiff.kernel.dense;

import org.foldgrad.autodiff.kernel.emit.Program;

/**
 * Products of rows with one vector. The products of a row are summed in the fixed order of {@link Program}, each added to its partial sum by a
 * fused multiply-add: the same bits whatever the backend.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
interface Dot<A> {
    /** {@code c[to + i step] += sum over k of a[from + i stride + k] b[offset + k]}, i below rows, k below n. */
    void addDots(int rows, int n, A a, int from, int stride, A b, int offset, A c, int to, int step);

    /** The plain loops for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> Dot<A> plain(A array) {
        return (Dot<A>) (array instanceof double[] ? new DoubleDotLoops() : new FloatDotLoops());
    }
}
