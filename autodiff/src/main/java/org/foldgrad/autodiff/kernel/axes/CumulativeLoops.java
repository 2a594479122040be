package org.foldgrad.autodiff.kernel.axes;

/**
 * Running sums, products and first-order recurrences along the middle axis of [outer, n, inner], from its start or, {@code reverse}, from
 * its end. Each is one sequential chain, so all runs give the same bits.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public interface CumulativeLoops<A> {
    /** {@code y[k] = y[k-1] + x[k]}. */
    void sum(A x, int outer, int n, int inner, boolean reverse, A y);

    /** {@code y[k] = y[k-1] x[k]}. */
    void product(A x, int outer, int n, int inner, boolean reverse, A y);

    /** {@code y[k] = a[k] y[k-1] + b[k]}, where y before the first is 0. */
    void recurrence(A a, A b, int outer, int n, int inner, boolean reverse, A y);

    /** The loops for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> CumulativeLoops<A> of(A array) {
        return (CumulativeLoops<A>) (array instanceof double[] ? new DoubleCumulativeLoops() : new FloatCumulativeLoops());
    }
}
