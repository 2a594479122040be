package org.foldgrad.autodiff.kernel;

import java.util.stream.IntStream;

/**
 * Long work in several parts at once, on the common pool and the calling thread.
 *
 * <p>Work is a range of elements that do not depend on each other, each of about the same cost. There are as many parts as there are processors,
 * or as the system property {@code foldgrad.threads} says; each has work for {@link #LEAST} nanoseconds at least, so what takes less than
 * twice that stays on the calling thread. What a part computes must not depend on where it begins and ends: then any number of threads
 * gives the same bits.
 */
public final class Threads {
    /** Nanoseconds of a part at least: another thread needs 8 to 12 microseconds to start and to be waited for. */
    static final double LEAST = 50_000;

    private static volatile int most = choose(System.getProperty("foldgrad.threads"));

    private Threads() {}

    /** What is done with a part of a range. */
    @FunctionalInterface
    public interface Part {
        /** Does the elements {@code from} (inclusive) to {@code to} (exclusive). */
        void run(int from, int to);
    }

    /** What is done with a part of a row of a matrix. */
    @FunctionalInterface
    public interface RowPart {
        /** Does the elements {@code from} (inclusive) to {@code to} (exclusive) of a row. */
        void run(int row, int from, int to);
    }

    /** From now on, at most so many parts at once: what the system property says for the start. */
    public static void use(int threads) {
        most = check(threads, "threads = " + threads);
    }

    /**
     * Runs over {@code from} to {@code to}; returns when all is done, or throws what a part threw.
     *
     * @param nanos about how long an element takes
     */
    public static void run(int from, int to, double nanos, Part part) {
        double work = (to - from) * nanos;
        int parts = work < 2 * LEAST ? 1 : (int) Math.min(Math.min(most, to - from), work / LEAST);
        if (parts < 2) {
            part.run(from, to);
        } else {
            IntStream.range(0, parts).parallel().forEach(p -> part.run(border(from, to, p, parts), border(from, to, p + 1, parts)));
        }
    }

    /** Runs over a matrix of {@code rows} rows of {@code n} elements, cut anywhere. */
    public static void runRows(int rows, int n, double nanos, RowPart part) {
        run(0, rows * n, nanos, (from, to) -> {
            for (int at = from; at < to;) {
                int row = at / n;
                int end = Math.min(to, (row + 1) * n);
                part.run(row, at - row * n, end - row * n);
                at = end;
            }
        });
    }

    private static int border(int from, int to, int p, int parts) {
        return from + (int) ((long) (to - from) * p / parts);
    }

    private static int choose(String asked) {
        if (asked == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        String given = "foldgrad.threads=" + asked;
        return check(asked.matches("[0-9]{1,4}") ? Integer.parseInt(asked) : 0, given);
    }

    private static int check(int threads, String given) {
        if (threads < 1 || threads > 9999) {
            throw new IllegalArgumentException(given + ", expected a number from 1 to 9999");
        }
        return threads;
    }
}
