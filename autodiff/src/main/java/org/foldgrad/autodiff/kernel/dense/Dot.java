package org.foldgrad.autodiff.kernel.dense;

import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.emit.Lane;
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

    /** The loops of a backend for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> Dot<A> of(A array, Backend backend) {
        Lane lane = Lane.of(array);
        return backend == Backend.SCALAR ? (Dot<A>) (lane == Lane.F64 ? new DoubleDotLoops() : new FloatDotLoops()) : DotLoop.of(lane, backend.bits);
    }
}
