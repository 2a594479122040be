package org.foldgrad.autodiff.kernel;

import java.util.List;

/**
 * A kernel with sums, over a long range in blocks of one size, which several threads share. The sums of the blocks are elements of a sum in their
 * turn, in the order of every sum, so the number of threads changes no bit; and short sums are more exact than a long one.
 */
record Blocks<A>(Kernel<A> kernel, List<Sink> sinks, Lane lane, double nanos) implements Kernel<A> {
    /** Elements of a block: some ten microseconds of work at least, and few enough that their sum loses few digits. */
    static final int SIZE = 1 << 15;

    /** How many blocks {@code n} elements are. */
    static int count(int n) {
        return (n + SIZE - 1) / SIZE;
    }

    @Override
    public void run(A[] in, A[] out, int from, int to) {
        if (to - from <= SIZE) {
            kernel.run(in, out, from, to);
            return;
        }
        int count = count(to - from);
        A[] sums = arrays(count, out);
        Threads.run(0, count, nanos * SIZE, (first, end) -> {
            A[] part = arrays(1, out);
            for (int block = first; block < end; block++) {
                int start = from + block * SIZE;
                kernel.run(in, part, start, Math.min(to - start, SIZE) + start);
                for (int j = 0; j < part.length; j++) {
                    copySum(j, part, sums, block);
                }
            }
        });
        for (int j = 0; j < out.length; j++) {
            if (sinks.get(j) == Sink.SUM) {
                ReduceLoops.of(out[j]).sum(sums[j], 1, count, 1, out[j]);
            }
        }
    }

    /** The outputs, with new arrays of {@code n} elements in place of sums. */
    @SuppressWarnings("unchecked") // the lane makes arrays of the kernel's type
    private A[] arrays(int n, A[] out) {
        A[] arrays = out.clone();
        for (int j = 0; j < out.length; j++) {
            arrays[j] = sinks.get(j) == Sink.SUM ? (A) lane.newArray(n) : out[j];
        }
        return arrays;
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays both
    private void copySum(int j, A[] part, A[] sums, int block) {
        if (sinks.get(j) == Sink.SUM) {
            System.arraycopy(part[j], 0, sums[j], block, 1);
        }
    }
}
