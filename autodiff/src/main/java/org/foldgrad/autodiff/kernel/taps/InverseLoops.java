package org.foldgrad.autodiff.kernel.taps;

/**
 * The positions at which an increasing table, read by straight lines, takes given values.
 *
 * @param <A> the array type of the table, {@code double[]} or {@code float[]}
 */
public interface InverseLoops<A> {
    /** The first k at which {@code table[k] > table[k - 1]} does not hold, or -1. */
    int firstDescent(A table, int size);

    /**
     * {@code out[i] = k + (v - table[k]) / (table[k + 1] - table[k])} with v the value i and k its cell; the first and the last line go on for
     * ever. Each search starts from the last cell found, so sorted values cost a few steps each. {@code size} is at least 2.
     */
    void positions(A table, int size, Positions values, Positions out);

    /** The loops for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> InverseLoops<A> of(A array) {
        return (InverseLoops<A>) (array instanceof double[] ? new DoubleInverseLoops() : new FloatInverseLoops());
    }
}
