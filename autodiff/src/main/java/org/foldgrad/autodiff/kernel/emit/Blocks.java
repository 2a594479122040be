package org.foldgrad.autodiff.kernel.emit;

import java.util.Arrays;
import java.util.List;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Threads;

/**
 * A kernel with sums, over a long range in blocks of one size, which several threads share. The sums of the blocks are elements of a sum in their
 * turn, in the order of every sum, so the number of threads changes no bit; and short sums are more exact than a long one.
 */
record Blocks<A>(Kernel<A> kernel, List<Sink> sinks, Lane lane, Backend backend, double nanos) implements Kernel<A> {
    @Override
    public void run(A[] in, A[] out, int from, int to) {
        if (to - from <= Program.BLOCK) {
            kernel.run(in, out, from, to);
            return;
        }
        int count = Program.blocks(to - from);
        A[] sums = arrays(count, out);
        Threads.run(0, count, nanos * Program.BLOCK, (first, end) -> {
            A[] part = arrays(1, out);
            for (int block = first; block < end; block++) {
                int start = from + block * Program.BLOCK;
                kernel.run(in, part, start, Math.min(to - start, Program.BLOCK) + start);
                for (int j = 0; j < part.length; j++) {
                    copySum(j, part, sums, block);
                }
            }
        });
        Kernel<A> sum = Kernels.of(Program.SUM, lane, backend);
        for (int j = 0; j < out.length; j++) {
            if (sinks.get(j) == Sink.SUM) {
                sum.run(Arrays.copyOfRange(sums, j, j + 1), Arrays.copyOfRange(out, j, j + 1), 0, count);
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
