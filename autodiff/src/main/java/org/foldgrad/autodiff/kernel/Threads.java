package org.foldgrad.autodiff.kernel;

import java.util.stream.IntStream;

/**
 * Long ranges in several parts at once, on the common pool and the calling thread.
 *
 * <p>As many parts as there are processors, or the system property {@code foldgrad.threads}; each of at least {@link #LEAST} elements, so a
 * range below twice that stays on the calling thread.
 */
final class Threads {
    /** Elements of a part at least: of the cheapest loops some tens of microseconds of work, several times what another thread takes to start. */
    static final int LEAST = 1 << 16;
    /** At most so many parts. */
    static final int CHOSEN = choose(System.getProperty("foldgrad.threads"));

    private Threads() {}

    /** What is done with a part of a range. */
    interface Part {
        void run(int from, int to);
    }

    /** Runs over {@code from} to {@code to} in at most {@code threads} parts; returns when all are done, or throws what one of them threw. */
    static void run(int threads, int from, int to, Part part) {
        int parts = Math.min(threads, (to - from) / LEAST);
        if (parts < 2) {
            part.run(from, to);
        } else {
            IntStream.range(0, parts).parallel().forEach(p -> part.run(border(from, to, p, parts), border(from, to, p + 1, parts)));
        }
    }

    private static int border(int from, int to, int p, int parts) {
        return from + (int) ((long) (to - from) * p / parts);
    }

    private static int choose(String asked) {
        if (asked == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (!asked.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("foldgrad.threads=" + asked + ", expected a number from 1 to 9999");
        }
        return Integer.parseInt(asked);
    }
}
