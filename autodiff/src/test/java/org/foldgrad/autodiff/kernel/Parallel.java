package org.foldgrad.autodiff.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** Results on one thread and on several. */
public final class Parallel {
    /** So many parts of the least size and a little more or less: sizes at which the number of parts changes. */
    public static final double[] PARTS = {1.9, 2.1, 3.1, 7.6};

    /** Names {@link #backends} as the source of a test's arguments. */
    public static final String BACKENDS = "org.foldgrad.autodiff.kernel.Parallel#backends";

    private static final int CHOSEN = Runtime.getRuntime().availableProcessors();

    private Parallel() {}

    /** Plain loops, and the backend of this run. */
    public static Stream<Backend> backends() {
        return Stream.of(Backend.SCALAR, Backend.chosen()).distinct();
    }

    /** How many elements of {@code nanos} each are {@code parts} least parts. */
    public static int elements(double parts, double nanos) {
        return (int) Math.ceil(parts * Threads.LEAST / nanos);
    }

    /** Fails unless 2, 3 and 7 threads give the bits that one gives. */
    public static void assertSameBits(String what, Supplier<double[]> results) {
        double[] expected = on(1, results);
        for (int threads : new int[] {2, 3, 7}) {
            assertArrayEquals(expected, on(threads, results), what + " on " + threads + " threads");
        }
    }

    /** What {@code results} gives where at most {@code threads} parts are run at once. */
    static <T> T on(int threads, Supplier<T> results) {
        Threads.use(threads);
        try {
            return results.get();
        } finally {
            Threads.use(CHOSEN);
        }
    }
}
