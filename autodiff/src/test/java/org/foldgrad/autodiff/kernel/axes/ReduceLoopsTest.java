package org.foldgrad.autodiff.kernel.axes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Numbers;

class ReduceLoopsTest {
    private static final Backend[] BACKENDS = {Backend.SCALAR, Backend.chosen()};

    private static double[] fold(double[] x, int outer, int n, int inner, double start, DoubleBinaryOperator f) {
        double[] y = new double[outer * inner];
        for (int i = 0; i < y.length; i++) {
            y[i] = start;
            for (int k = 0; k < n; k++) {
                y[i] = f.applyAsDouble(y[i], x[(i / inner * n + k) * inner + i % inner]);
            }
        }
        return y;
    }

    @Property(tries = 200)
    void agreeWithTheDefinition(@ForAll @IntRange(max = 3) int outer, @ForAll @IntRange(min = 1, max = 300) int n,
            @ForAll @IntRange(max = 140) int inner,
            @ForAll boolean last, @ForAll long seed) {
        int in = last ? 1 : inner;
        double[] x = Numbers.whole(new Random(seed), outer * n * in, 99);
        float[] f = Numbers.floats(x);
        for (Backend backend : BACKENDS) {
            double[] y = new double[outer * in];
            float[] g = new float[outer * in];
            ReduceLoops.of(x, backend).sum(x, outer, n, in, y);
            Numbers.assertSame(fold(x, outer, n, in, 0, Double::sum), y, "sum " + backend);
            ReduceLoops.of(f, backend).sum(f, outer, n, in, g);
            Numbers.assertSame(fold(x, outer, n, in, 0, Double::sum), g, "f32 sum " + backend);
            ReduceLoops.of(x, backend).min(x, outer, n, in, y);
            Numbers.assertSame(fold(x, outer, n, in, Double.POSITIVE_INFINITY, Math::min), y, "min " + backend);
            ReduceLoops.of(x, backend).max(x, outer, n, in, y);
            Numbers.assertSame(fold(x, outer, n, in, Double.NEGATIVE_INFINITY, Math::max), y, "max " + backend);
            checkPlaces(x, outer, n, in, y);
        }
    }

    private static void checkPlaces(double[] x, int outer, int n, int inner, double[] y) {
        int[] first = new int[outer * inner];
        double[] share = new double[x.length];
        ReduceLoops.of(x).find(x, outer, n, inner, y, first);
        ReduceLoops.of(x).share(x, outer, n, inner, y, share);
        for (int i = 0; i < y.length; i++) {
            double total = 0;
            for (int k = 0; k < n; k++) {
                int at = (i / inner * n + k) * inner + i % inner;
                assertEquals(x[at] == y[i], share[at] > 0);
                assertTrue(k >= first[i] || x[at] != y[i]);
                total += share[at];
            }
            assertEquals(y[i], x[(i / inner * n + first[i]) * inner + i % inner]);
            assertEquals(1, total, 1e-12);
        }
    }

    @Property(tries = 100)
    void sumsHaveTheSameBitsOnEveryBackendAndAxis(@ForAll @IntRange(max = 5000) int n, @ForAll long seed) {
        double[] x = Numbers.real(new Random(seed), n);
        double[] expected = new double[1];
        ReduceLoops.of(x, Backend.SCALAR).sum(x, 1, n, 1, expected);
        double[] y = new double[1];
        ReduceLoops.of(x).sum(x, 1, n, 1, y);
        assertArrayEquals(expected, y);
        double[] columns = new double[3 * n];
        CopyLoops.of(x).copy(new int[] {n, 3}, x, new Strides(0, 1, 0), columns, Strides.dense(0, n, 3));
        double[] sums = new double[3];
        ReduceLoops.of(x).sum(columns, 1, n, 3, sums);
        assertArrayEquals(new double[] {y[0], y[0], y[0]}, sums);
    }

    @Property(tries = 50)
    void productsAgreeWithTheDefinition(@ForAll @IntRange(max = 3) int outer, @ForAll @IntRange(max = 9) int n,
            @ForAll @IntRange(max = 9) int inner,
            @ForAll long seed) {
        double[] x = Numbers.whole(new Random(seed), outer * n * inner, 4);
        double[] y = new double[outer * inner];
        ReduceLoops.of(x).product(x, outer, n, inner, y);
        Numbers.assertSame(fold(x, outer, n, inner, 1, (a, b) -> a * b), y, "product");
    }

    @Example
    void nanWinsEveryComparison() {
        for (int n : new int[] {1, 3, 200}) {
            for (Backend backend : BACKENDS) {
                double[] x = Numbers.real(new Random(n), n);
                x[n / 2] = Double.NaN;
                double[] y = new double[1];
                int[] first = new int[1];
                ReduceLoops.of(x, backend).max(x, 1, n, 1, y);
                assertTrue(Double.isNaN(y[0]));
                ReduceLoops.of(x, backend).min(x, 1, n, 1, y);
                assertTrue(Double.isNaN(y[0]));
                ReduceLoops.of(x, backend).find(x, 1, n, 1, y, first);
                assertEquals(n / 2, first[0]);
            }
        }
    }

    @Example
    void sumsOfNothingAreZero() {
        double[] y = {7, 7};
        ReduceLoops.of(y).sum(new double[0], 2, 0, 1, y);
        assertArrayEquals(new double[2], y);
    }
}
