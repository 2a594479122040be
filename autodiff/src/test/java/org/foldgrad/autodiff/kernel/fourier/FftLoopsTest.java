package org.foldgrad.autodiff.kernel.fourier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foldgrad.autodiff.kernel.Numbers;

class FftLoopsTest {
    /** The definition, with angles reduced in whole numbers. */
    private static double[] slow(double[] x, int from, int n) {
        double[] y = new double[n / 2 * 2 + 2];
        for (int k = 0; k <= n / 2; k++) {
            for (int t = 0; t < n; t++) {
                double angle = 2 * Math.PI * ((long) k * t % n) / n;
                y[2 * k] += x[from + t] * Math.cos(angle);
                y[2 * k + 1] -= x[from + t] * Math.sin(angle);
            }
        }
        return y;
    }

    @Property(tries = 150)
    void agreesWithTheDefinition(@ForAll @IntRange(min = 1, max = 300) int n, @ForAll @IntRange(max = 2) int rows, @ForAll long seed) {
        double[] x = Numbers.real(new Random(seed), rows * n);
        int half = n / 2 * 2 + 2;
        double[] y = new double[rows * half];
        float[] f = new float[rows * half];
        FftLoops.of(x).forward(x, rows, n, y);
        FftLoops.of(f).forward(Numbers.floats(x), rows, n, f);
        for (int row = 0; row < rows; row++) {
            double[] expected = slow(x, row * n, n);
            for (int i = 0; i < half; i++) {
                assertEquals(expected[i], y[row * half + i], 3e-15 * n, "n " + n + " element " + i);
                assertEquals(expected[i], f[row * half + i], 1e-6 * n, "f32, n " + n + " element " + i);
            }
        }
        double[] back = new double[rows * n];
        FftLoops.of(x).inverse(y, rows, n, back);
        for (int i = 0; i < back.length; i++) {
            assertEquals(x[i], back[i], 2e-15, "n " + n + " sample " + i);
        }
    }

    /** A line at frequency j must stand alone: errors grow as the logarithm of the length. */
    @Example
    void isAccurateAtLongAndAwkwardLengths() {
        for (int n : new int[] {1 << 16, 44_100, 65_537, 30_030, 3 * 3 * 3 * 3 * 3 * 3 * 3 * 3, 2 * 65_537}) {
            double[] x = new double[n];
            int j = n / 3;
            for (int t = 0; t < n; t++) {
                x[t] = RootsOfUnity.cos((long) j * t, n);
            }
            double[] y = new double[n / 2 * 2 + 2];
            FftLoops.of(x).forward(x, 1, n, y);
            for (int k = 0; k <= n / 2; k++) {
                assertEquals(k == j ? n / 2.0 : 0, y[2 * k], 1e-15 * n, "n " + n + " real part of line " + k);
                assertEquals(0, y[2 * k + 1], 1e-15 * n, "n " + n + " imaginary part of line " + k);
            }
        }
    }

    @Example
    void rootsOfUnityAreOnTheCircleToTheLastDigit() {
        for (int n : new int[] {1, 2, 3, 4, 5, 7, 8, 12, 100, 65_537}) {
            for (int k = 0; k < n; k += 1 + n / 50) {
                BigDecimal c = new BigDecimal(RootsOfUnity.cos(k, n));
                BigDecimal s = new BigDecimal(RootsOfUnity.minusSin(k, n));
                double off = c.multiply(c).add(s.multiply(s)).subtract(BigDecimal.ONE, MathContext.DECIMAL128).doubleValue();
                assertTrue(Math.abs(off) < 4e-16, k + " of " + n + " is off the circle by " + off);
                assertEquals(Math.cos(2 * Math.PI * k / n), c.doubleValue(), 1e-15);
                assertEquals(-Math.sin(2 * Math.PI * k / n), s.doubleValue(), 1e-15);
            }
        }
    }
}
