package org.foldgrad.autodiff.kernel.axes;

import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.emit.Program;

/**
 * Reductions over the middle axis of [outer, n, inner]. Sums have the fixed order of {@link Program}, products run from the first element
 * to the last: the same bits whatever the backend. A NaN anywhere gives NaN.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public interface ReduceLoops<A> {
    /** {@code y[o, i] = sum over k of x[o, k, i]}; 0 where n = 0. */
    void sum(A x, int outer, int n, int inner, A y);

    /** {@code y[o, i] = product over k of x[o, k, i]}; 1 where n = 0. */
    void product(A x, int outer, int n, int inner, A y);

    /** {@code y[o, i] = the largest x[o, k, i]}; n is at least 1. */
    void max(A x, int outer, int n, int inner, A y);

    /** {@code y[o, i] = the smallest x[o, k, i]}; n is at least 1. */
    void min(A x, int outer, int n, int inner, A y);

    /** {@code index[o, i] =} the first k at which {@code x[o, k, i]} is {@code y[o, i]} (a NaN is any NaN). */
    void find(A x, int outer, int n, int inner, A y, int[] index);

    /** {@code share[o, k, i] = 1/c} at each of the c places k where {@code x[o, k, i]} is {@code y[o, i]}, 0 elsewhere. */
    void share(A x, int outer, int n, int inner, A y, A share);

    /** The loops of this run's backend for arrays of this type. */
    static <A> ReduceLoops<A> of(A array) {
        return of(array, Backend.chosen());
    }

    /** The loops of a backend for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> ReduceLoops<A> of(A array, Backend backend) {
        if (array instanceof double[]) {
            return (ReduceLoops<A>) (backend == Backend.SCALAR ? new DoubleReduceLoops() : new DoubleReduceVectorLoops());
        }
        return (ReduceLoops<A>) (backend == Backend.SCALAR ? new FloatReduceLoops() : new FloatReduceVectorLoops());
    }
}
