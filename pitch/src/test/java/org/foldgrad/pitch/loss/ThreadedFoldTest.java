package org.foldgrad.pitch.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.foldgrad.autodiff.kernel.Threads;
import org.junit.jupiter.api.Test;

/** The fold losses on one thread and on several, at lengths around those where the number of parts changes. */
class ThreadedFoldTest {
    private static final int[] SAMPLES = {5_000, 8_191, 8_193, 12_000, 20_000, 70_001};
    private static final double SPACING = 150;

    private interface Maker {
        ArrayLoss make(double[] audio, int knots);
    }

    private static void assertSameBits(double sign, Maker maker) {
        for (int n : SAMPLES) {
            int knots = (int) (n / SPACING);
            double[] x = new double[knots];
            Arrays.setAll(x, p -> Math.pow(80 + Math.sin(p), sign));
            double[] audio = FoldKernelTest.tone(new Random(1), n);
            double[] expected = on(1, maker.make(audio, knots), x);
            for (int threads : new int[] {2, 3, 7}) {
                assertArrayEquals(expected, on(threads, maker.make(audio, knots), x), n + " samples on " + threads + " threads");
            }
        }
    }

    /** Gradient and value, and the value alone. */
    private static double[] on(int threads, ArrayLoss loss, double[] x) {
        Threads.use(threads);
        try {
            double[] result = new double[x.length];
            double value = loss.valueAndGradient(x, result);
            result = Arrays.copyOf(result, x.length + 2);
            result[x.length] = value;
            result[x.length + 1] = loss.value(x);
            return result;
        } finally {
            Threads.use(Runtime.getRuntime().availableProcessors());
        }
    }

    @Test
    void phaseFold() {
        for (int folds : new int[] {1, 3}) {
            FoldOptions options = FoldOptions.defaults().withFolds(folds);
            assertSameBits(-1, (audio, knots) -> new PhaseFoldKernel(audio, knots, SPACING, options));
        }
    }

    @Test
    void walkFold() {
        assertSameBits(1, (audio, knots) -> new WalkFoldKernel(audio, knots, SPACING, FoldOptions.defaults()));
    }
}
