package org.foldgrad.autodiff.kernel.emit;

import java.util.function.Supplier;

/**
 * A kernel that begins as a plain loop and becomes a vector loop when that has become the faster one.
 *
 * <p>Until HotSpot has compiled it, code on the Vector API is about a thousand times slower than after; a plain loop is fast from the
 * start. So once the plain loop has run for long enough to make it worth while, the vector loop rehearses on arrays of its own between
 * calls, for no more time than the calls themselves have taken, waiting for HotSpot not counted, and takes over when it has been faster
 * once. Short runs never pay for vectors, long runs never wait for them. Only programs whose two loops give the same bits warm up like
 * this, so no result depends on the time.
 *
 * <p>HotSpot compiles what has been called thousands of times, whatever a call did. So most calls of a rehearsal are of empty ranges, which
 * cost next to nothing. Those that do something take every path: HotSpot leaves out what it has never seen taken, and throws its code away
 * when it then is.
 */
final class Warming<A> implements Kernel<A> {
    /** Nanoseconds in the plain loop before the first rehearsal. */
    static final long PATIENCE = 100_000_000;
    /** Calls of empty ranges in a rehearsal: a few rehearsals are enough for HotSpot's last compiler. */
    private static final int EMPTY_CALLS = 2000;
    /** Nanoseconds that a rehearsal counts at most: the rest it spent waiting for a compiler. */
    private static final long COUNTED = 10_000_000;
    /** Rehearsals after which the plain loop stays: many times what HotSpot needs, though its compilers may be busy. */
    private static final int LIMIT = 1000;
    /** Whole vectors of any width, and a rest. */
    private static final int EVEN = 320;
    private static final int ODD = EVEN + 5;
    /** More than any vector's lanes. */
    private static final int MARGIN = 64;

    private final Kernel<A> plain;
    private final Supplier<Kernel<A>> vectors;
    private final Program program;
    private final Lane lane;
    private final long patience;
    private volatile Kernel<A> settled;
    // Threads may race on these: then the change comes a little sooner or later.
    private long played;
    private long rehearsed;
    private int rehearsals;
    private double plainRate = Double.POSITIVE_INFINITY;
    private Rehearsal<A> rehearsal;

    /** The vector loop, and arrays to run it on. */
    private record Rehearsal<A>(Kernel<A> kernel, A[] in, A[] out) {
        /** Without a rest, with one, and with one where the arrays end. Returns how many elements these are. */
        int run() {
            kernel.run(in, out, 0, EVEN);
            kernel.run(in, out, 0, ODD);
            kernel.run(in, out, MARGIN, MARGIN + ODD);
            return EVEN + ODD + ODD;
        }
    }

    Warming(Kernel<A> plain, Supplier<Kernel<A>> vectors, Program program, Lane lane, long patience) {
        this.plain = plain;
        this.vectors = vectors;
        this.program = program;
        this.lane = lane;
        this.patience = patience;
    }

    @Override
    public void run(A[] in, A[] out, int from, int to) {
        Kernel<A> kernel = settled;
        if (kernel != null) {
            kernel.run(in, out, from, to);
            return;
        }
        long start = System.nanoTime();
        plain.run(in, out, from, to);
        long time = System.nanoTime() - start;
        played += time;
        plainRate = Math.min(plainRate, (double) time / Math.max(1, to - from));
        while (played > patience + rehearsed && settled == null) {
            rehearse();
        }
    }

    /** The loop that stays; null as long as that is not decided. */
    Kernel<A> settled() {
        return settled;
    }

    private void rehearse() {
        Rehearsal<A> r = rehearsal;
        if (r == null) {
            r = new Rehearsal<>(vectors.get(), arrays(program.inputs()), arrays(program.sinks().size()));
            rehearsal = r;
        }
        long start = System.nanoTime();
        int elements = r.run();
        long time = System.nanoTime() - start;
        for (int call = 0; call < EMPTY_CALLS; call++) {
            r.kernel.run(r.in, r.out, 0, 0);
        }
        rehearsed += Math.min(System.nanoTime() - start, COUNTED);
        if (time < plainRate * elements) {
            settle(r.kernel);
        } else if (++rehearsals == LIMIT) {
            settle(plain);
        }
    }

    private void settle(Kernel<A> kernel) {
        settled = kernel;
        rehearsal = null;
    }

    @SuppressWarnings("unchecked") // the lane makes arrays of the kernel's type
    private A[] arrays(int n) {
        A[] arrays = (A[]) lane.newArrays(n);
        for (int k = 0; k < n; k++) {
            arrays[k] = (A) lane.newArray(MARGIN + ODD);
        }
        return arrays;
    }
}
