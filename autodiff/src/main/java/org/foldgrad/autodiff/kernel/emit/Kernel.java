package org.foldgrad.autodiff.kernel.emit;

/**
 * A compiled {@link Program}. {@code A} is {@code double[]} or {@code float[]}.
 *
 * @param <A> the array type of inputs and outputs
 */
public interface Kernel<A> {
    /** Runs over elements {@code from} (inclusive) to {@code to} (exclusive); a SUM sink writes its sum over that range to {@code out[j][0]}. */
    void run(A[] in, A[] out, int from, int to);
}
