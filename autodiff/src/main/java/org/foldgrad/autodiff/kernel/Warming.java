package org.foldgrad.autodiff.kernel;

import java.util.function.Supplier;

/**
 * A kernel that begins as a plain loop and becomes a vector loop once it has done enough work to pay for that.
 *
 * <p>Until HotSpot has compiled it, which takes some tenths of a second, code on the Vector API is about a thousand times slower than after;
 * a plain loop is fast from the start. Only programs whose two loops give the same bits warm up like this, so no result depends on how
 * often a kernel has run.
 */
final class Warming<A> implements Kernel<A> {
    private final Kernel<A> plain;
    private final Supplier<Kernel<A>> vectors;
    private volatile Kernel<A> fast;
    private long left;

    /** Changes over after {@code elements} elements. */
    Warming(Kernel<A> plain, Supplier<Kernel<A>> vectors, long elements) {
        this.plain = plain;
        this.vectors = vectors;
        this.left = elements;
    }

    @Override
    public void run(A[] in, A[] out, int from, int to) {
        Kernel<A> kernel = fast;
        if (kernel != null) {
            kernel.run(in, out, from, to);
            return;
        }
        plain.run(in, out, from, to);
        left -= to - from; // threads may race: then the change comes a little later
        if (left < 0) {
            fast = vectors.get();
        }
    }
}
