package org.foldgrad.autodiff.kernel.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Numbers;

class MatMulLoopsTest {
    @Property(tries = 200)
    void agreesWithTheDefinition(@ForAll @IntRange(max = 70) int m, @ForAll @IntRange(max = 70) int k, @ForAll @IntRange(max = 70) int n,
            @ForAll boolean transposeA, @ForAll boolean transposeB, @ForAll long seed) {
        check(m, k, n, transposeA, transposeB, new Random(seed));
    }

    @Example
    void agreesAcrossTheBordersOfBlocks() {
        check(101, 259, 1027, false, true, new Random(1));
        check(99, 130, 1060, true, false, new Random(2));
    }

    @Property(tries = 100)
    void fewColumnsAgreeWithTheDefinition(@ForAll @IntRange(max = 40) int m, @ForAll @IntRange(min = 100, max = 300) int k,
            @ForAll @IntRange(min = 1, max = 3) int n, @ForAll boolean transposeA, @ForAll boolean transposeB, @ForAll long seed) {
        check(m, k, n, transposeA, transposeB, new Random(seed));
    }

    @Property(tries = 100)
    void fewRowsAgreeWithTheDefinition(@ForAll @IntRange(min = 1, max = 3) int m, @ForAll @IntRange(min = 1, max = 100) int k,
            @ForAll @IntRange(min = 100, max = 700) int n, @ForAll boolean transposeA, @ForAll boolean transposeB, @ForAll long seed) {
        check(m, k, n, transposeA, transposeB, new Random(seed));
    }

    private static void check(int m, int k, int n, boolean transposeA, boolean transposeB, Random random) {
        double[] a = Numbers.whole(random, m * k + 3, 9);
        double[] b = Numbers.whole(random, k * n + 5, 9);
        double[] start = Numbers.whole(random, m * n + 2, 9);
        double[] expected = start.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    expected[2 + i * n + j] += a[3 + (transposeA ? p * m + i : i * k + p)] * b[5 + (transposeB ? j * k + p : p * n + j)];
                }
            }
        }
        for (Backend backend : new Backend[] {Backend.SCALAR, Backend.chosen()}) {
            double[] c = start.clone();
            MatMulLoops.of(c, backend).addProduct(matrix(a, 3, m, k, transposeA), matrix(b, 5, k, n, transposeB), c, 2);
            Numbers.assertSame(expected, c, "f64 " + backend);
            float[] f = Numbers.floats(start);
            MatMulLoops.of(f, backend).addProduct(matrix(Numbers.floats(a), 3, m, k, transposeA), matrix(Numbers.floats(b), 5, k, n,
                    transposeB), f, 2);
            Numbers.assertSame(expected, f, "f32 " + backend);
            c = new double[start.length];
            f = new float[start.length];
            Arrays.fill(c, Double.NaN);
            Arrays.fill(f, Float.NaN);
            MatMulLoops.of(c, backend).product(matrix(a, 3, m, k, transposeA), matrix(b, 5, k, n, transposeB), c, 2);
            MatMulLoops.of(f, backend).product(matrix(Numbers.floats(a), 3, m, k, transposeA), matrix(Numbers.floats(b), 5, k, n, transposeB), f, 2);
            for (int i = 0; i < c.length; i++) {
                double product = i < 2 ? Double.NaN : expected[i] - start[i];
                assertEquals(product, c[i], "product in f64 " + backend);
                assertEquals((float) product, f[i], "product in f32 " + backend);
            }
        }
    }

    private static <A> Matrix<A> matrix(A data, int offset, int rows, int cols, boolean transposed) {
        return transposed ? Matrix.rowMajor(data, offset, cols, rows).transpose() : Matrix.rowMajor(data, offset, rows, cols);
    }

    @Property(tries = 50)
    void everyBackendGivesTheSameBits(@ForAll @IntRange(min = 1, max = 200) int m, @ForAll @IntRange(min = 1, max = 200) int k,
            @ForAll @IntRange(min = 1, max = 200) int n, @ForAll long seed) {
        checkBits(m, k, n, new Random(seed));
    }

    @Property(tries = 50)
    void everyBackendGivesTheSameBitsWithFewColumns(@ForAll @IntRange(min = 1, max = 40) int m, @ForAll @IntRange(min = 100, max = 300) int k,
            @ForAll @IntRange(min = 1, max = 3) int n, @ForAll long seed) {
        checkBits(m, k, n, new Random(seed));
    }

    @Property(tries = 50)
    void everyBackendGivesTheSameBitsWithFewRows(@ForAll @IntRange(min = 1, max = 3) int m, @ForAll @IntRange(min = 1, max = 100) int k,
            @ForAll @IntRange(min = 100, max = 700) int n, @ForAll long seed) {
        checkBits(m, k, n, new Random(seed));
    }

    private static void checkBits(int m, int k, int n, Random random) {
        double[] a = Numbers.real(random, m * k);
        double[] b = Numbers.real(random, k * n);
        double[] scalar = new double[m * n];
        double[] vector = new double[m * n];
        MatMulLoops.of(a, Backend.SCALAR).addProduct(Matrix.rowMajor(a, 0, m, k), Matrix.rowMajor(b, 0, k, n), scalar, 0);
        MatMulLoops.of(a).addProduct(Matrix.rowMajor(a, 0, m, k), Matrix.rowMajor(b, 0, k, n), vector, 0);
        assertArrayEquals(scalar, vector);
    }
}
