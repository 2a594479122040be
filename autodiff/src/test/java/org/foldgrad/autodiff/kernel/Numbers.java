package org.foldgrad.autodiff.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;

/** Test data. Small whole numbers make sums and products exact in both element types, so results can be compared with ==. */
public final class Numbers {
    private Numbers() {}

    public static double[] whole(Random random, int n, int bound) {
        return random.ints(n, -bound, bound + 1).asDoubleStream().toArray();
    }

    public static double[] real(Random random, int n) {
        return random.doubles(n, -1, 1).toArray();
    }

    public static float[] floats(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    public static double[] join(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(DoubleStream::of).toArray();
    }

    /** The same value in every element. */
    public static void assertSame(double[] expected, float[] actual, String message) {
        assertEquals(expected.length, actual.length, message);
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], message + " at " + i);
        }
    }

    /** The same bits in every element, NaNs apart. */
    public static void assertSame(double[] expected, double[] actual, String message) {
        assertArrayEquals(expected, actual, message);
    }
}
