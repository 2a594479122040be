package org.foldgrad.autodiff.kernel.emit;

import org.foldgrad.autodiff.kernel.Threads;

/** A kernel without sums, run in parts by several threads: no element's value depends on where a part ends. */
record Threaded<A>(Kernel<A> kernel, double nanos) implements Kernel<A> {
    @Override
    public void run(A[] in, A[] out, int from, int to) {
        Threads.run(from, to, nanos, (first, end) -> kernel.run(in, out, first, end));
    }
}
