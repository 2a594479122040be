package org.foldgrad.autodiff.kernel.emit;

import java.util.function.Supplier;

/**
 * A kernel that calls the library's functions: long ranges go to the vector loop, short ones to the plain loop.
 *
 * <p>The library computes a vector of powers or angles by other code than a single one, and by yet other code before HotSpot has compiled the
 * loop; the last place may differ. Short ranges, where vectors gain little, so have the same bits from the first call to the last, and never
 * meet the vector loop cold.
 */
final class ByLength<A> implements Kernel<A> {
    /** Elements from which on a range is long: some 20 microseconds of work. */
    static final int LONG = 2048;

    private final Kernel<A> plain;
    private final Supplier<Kernel<A>> vectors;
    private volatile Kernel<A> made;

    ByLength(Kernel<A> plain, Supplier<Kernel<A>> vectors) {
        this.plain = plain;
        this.vectors = vectors;
    }

    @Override
    public void run(A[] in, A[] out, int from, int to) {
        if (to - from < LONG) {
            plain.run(in, out, from, to);
            return;
        }
        if (made == null) {
            made = vectors.get();
        }
        made.run(in, out, from, to);
    }
}
