package org.foldgrad.autodiff.kernel.taps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Reading and its adjoint at every kind of position, against the definition: the weights of a sequence continued for ever. */
class GatherLoopsTest {
    private static final TapTable LINEAR = new TapTable(1, 2, 1, new double[] {1, 0, -1, 1});
    private static final TapTable CUBIC =
            new TapTable(1, 4, 3, new double[] {0, 1, 0, 0, -0.5, 0, 0.5, 0, 1, -2.5, 2, -0.5, -0.5, 1.5, -1.5, 0.5});
    private static final TapTable QUADRATIC6 = sixTaps();

    /** A made-up even kernel of six taps in two pieces, for the loop that serves any number; it jumps at integers. */
    private static TapTable sixTaps() {
        double[] c = new Random(6).doubles(2 * 3 * 6, -1, 1).toArray();
        for (int t = 0; t < 6; t++) {
            double q0 = c[5 - t];
            double q1 = c[6 + 5 - t];
            double q2 = c[12 + 5 - t];
            c[18 + t] = q0 + q1 + q2;
            c[24 + t] = -q1 - 2 * q2;
            c[30 + t] = q2;
        }
        return new TapTable(2, 6, 2, c);
    }

    @Provide
    Arbitrary<Edge> edges() {
        return Arbitraries.of(Edge.CLAMP, Edge.REFLECT, Edge.WRAP, Edge.ZERO);
    }

    private static TapTable table(int choice) {
        return switch (choice % 3) {
            case 0 -> LINEAR;
            case 1 -> CUBIC;
            default -> QUADRATIC6;
        };
    }

    /** Positions inside, at and one ulp beside integers, around both ends, and far away. */
    private static double[] positions(Random random, int size, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double integer = random.nextInt(-2 * size - 10, 3 * size + 10);
            x[i] = switch (random.nextInt(8)) {
                case 0 -> integer;
                case 1 -> Math.nextUp(integer);
                case 2 -> Math.nextDown(integer);
                case 3 -> random.nextInt(2) * (size - 1);
                case 4 -> (random.nextDouble() - 0.5) * 1e6;
                case 5 -> 0.1 * random.nextGaussian() + random.nextInt(2) * (size - 1);
                default -> random.nextDouble() * (size - 1);
            };
        }
        return x;
    }

    private static double[] gather(TapTable table, Edge edge, double[] samples, double... x) {
        double[] out = new double[x.length];
        GatherLoops.of(samples).gather(new TapGrid(table, edge, samples.length, 0), samples, 0, new Positions(x, x.length), out, 0);
        return out;
    }

    private static double[] scatter(TapTable table, Edge edge, int size, double[] x, double[] cotangent) {
        double[] gradient = new double[size];
        GatherLoops.of(gradient).scatter(new TapGrid(table, edge, size, 0), gradient, 0, new Positions(x, x.length), cotangent, 0);
        return gradient;
    }

    @Property(tries = 500)
    void valueIsTheSumOverTheContinuedSequence(@ForAll @IntRange(max = 2) int kernel, @ForAll("edges") Edge edge,
            @ForAll @IntRange(min = 1, max = 20) int size, @ForAll long seed) {
        Random random = new Random(seed);
        TapTable table = table(kernel);
        double[] samples = random.doubles(size, -1, 1).toArray();
        double[] x = positions(random, size, 30);
        double[] y = gather(table, edge, samples, x);
        double[] weights = new double[table.taps()];
        for (int i = 0; i < x.length; i++) {
            boolean far = (edge == Edge.CLAMP || edge == Edge.ZERO) && Math.abs(x[i] - 0.5 * (size - 1)) > 0.5 * (size - 1) + table.taps() / 2;
            double at = far ? Math.clamp(x[i], -4.0, size + 3.0) : x[i];
            double floor = Math.floor(at);
            table.weights(at - floor, weights);
            double expected = 0.0;
            for (int t = 0; t < weights.length; t++) {
                expected += weights[t] * continued(edge, samples, (long) floor - table.taps() / 2 + 1 + t);
            }
            if (table != QUADRATIC6 || !far && Math.abs(x[i] - Math.rint(x[i])) > 1e-9) {
                assertEquals(expected, y[i], 1e-8, "at " + x[i]);
            }
        }
    }

    /** Runs of positions of every slope, up and down, with jitter, that leave the samples and come back; some positions of any kind between. */
    @Property(tries = 300)
    void windowsReadTheSameBits(@ForAll("edges") Edge edge, @ForAll @IntRange(min = 1, max = 120) int size, @ForAll @IntRange(max = 400) int n,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[] samples = random.doubles(size, -1, 1).toArray();
        double[] x = runs(random, size, n);
        double[] rows = new double[3 + size];
        System.arraycopy(samples, 0, rows, 3, size);
        TapGrid grid = new TapGrid(LINEAR, edge, size, 0);
        TapGrid slope = new TapGrid(LINEAR.derivative(), edge, size, 0);
        Positions positions = new Positions(x, n);
        double[][] one = new double[2][n + 2];
        new DoubleGatherLoops().gatherWithSlopes(grid, slope, rows, 3, positions, one[0], one[1], 2);
        double[][] windows = new double[3][n + 2];
        LineWindows.lines(grid, slope, rows, 3, positions, windows[0], windows[1], 2);
        LineWindows.lines(grid, null, rows, 3, positions, windows[2], null, 2);
        assertArrayEquals(one[0], windows[0], "values");
        assertArrayEquals(one[0], windows[2], "values alone");
        assertArrayEquals(one[1], windows[1], "slopes");
    }

    /** Positions, often about one sample apart, that turn where they leave the samples, with jitter and now and then one of any kind. */
    private static double[] runs(Random random, int size, int n) {
        double step = random.nextBoolean() ? random.nextDouble(0.9, 1.1) : random.nextDouble(-2, 2);
        double[] x = positions(random, size, n);
        double jitter = random.nextInt(3);
        double strange = random.nextInt(3) * 0.01;
        double at = random.nextDouble(size);
        for (int i = 0; i < n; i++) {
            at += step;
            step = at > size + 5 || at < -5 ? -step : step;
            x[i] = random.nextDouble() < strange ? x[i] : at + jitter * random.nextDouble(-0.5, 0.5);
        }
        if (n > 50) {
            x[40] = Double.NaN;
            x[n - 1] = Double.NEGATIVE_INFINITY;
        }
        return x;
    }

    @Property(tries = 500)
    void diagonalsAddTheSameBits(@ForAll("edges") Edge edge, @ForAll @IntRange(min = 1, max = 200) int size, @ForAll @IntRange(max = 600) int n,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[] x = runs(random, size, n);
        double[] cotangent = random.doubles(n + 2, -1, 1).toArray();
        double[] one = random.doubles(3 + size, -1, 1).toArray();
        double[] diagonals = one.clone();
        TapGrid grid = new TapGrid(LINEAR, edge, size, 0);
        DoubleScatterLoops.scatter(grid, one, 3, new Positions(x, n), cotangent, 2);
        LineDiagonals.scatter(grid, diagonals, 3, new Positions(x, n), cotangent, 2);
        assertArrayEquals(one, diagonals);
    }

    /** The continuation written out independently. */
    private static double continued(Edge edge, double[] s, long n) {
        int size = s.length;
        return switch (edge) {
            case CLAMP, EXTEND -> s[Math.clamp(n, 0, size - 1)];
            case ZERO -> n < 0 || n >= size ? 0.0 : s[(int) n];
            case WRAP -> s[(int) (((n % size) + size) % size)];
            case REFLECT -> {
                long k = n;
                while (size > 1 && (k < 0 || k >= size)) {
                    k = k < 0 ? -k : 2L * (size - 1) - k;
                }
                yield s[size == 1 ? 0 : (int) k];
            }
        };
    }

    @Property(tries = 500)
    void scatterIsTheAdjoint(@ForAll @IntRange(max = 2) int kernel, @ForAll @IntRange(max = 2) int order, @ForAll("edges") Edge edge,
            @ForAll @IntRange(min = 1, max = 20) int size, @ForAll @IntRange(max = 40) int n, @ForAll long seed) {
        Random random = new Random(seed);
        TapTable table = table(kernel);
        for (int k = 0; k < order; k++) {
            table = table.derivative();
        }
        double[] samples = random.doubles(size, -1, 1).toArray();
        double[] x = positions(random, size, n);
        double[] w = random.doubles(n, -1, 1).toArray();
        assertEquals(dot(gather(table, edge, samples, x), w), dot(samples, scatter(table, edge, size, x, w)), 1e-12 * (1 + n));
    }

    @Property(tries = 200)
    void valuesWithSlopesAreTheSameBits(@ForAll @IntRange(max = 2) int kernel, @ForAll("edges") Edge edge,
            @ForAll @IntRange(min = 1, max = 20) int size, @ForAll long seed) {
        Random random = new Random(seed);
        TapTable table = table(kernel);
        double[] samples = random.doubles(size, -1, 1).toArray();
        double[] x = positions(random, size, 30);
        double[] y = new double[30];
        double[] slopes = new double[30];
        TapGrid grid = new TapGrid(table, edge, size, 0);
        TapGrid slope = new TapGrid(table.derivative(), edge, size, 0);
        GatherLoops.of(samples).gatherWithSlopes(grid, slope, samples, 0, new Positions(x, 30), y, slopes, 0);
        assertArrayEquals(gather(table, edge, samples, x), y);
        assertArrayEquals(gather(table.derivative(), edge, samples, x), slopes, 1e-14);
    }

    @Property(tries = 300)
    void slopeIsTheDerivativeAwayFromKnots(@ForAll @IntRange(max = 1) int kernel, @ForAll("edges") Edge edge,
            @ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
        Random random = new Random(seed);
        TapTable table = table(kernel);
        double[] samples = random.doubles(size, -1, 1).toArray();
        for (int i = 0; i < 20; i++) {
            double x = random.nextInt(-3 * size, 4 * size) + 0.01 + 0.98 * random.nextDouble();
            double h = 1e-4;
            double[] y = gather(table, edge, samples, x - h, x + h);
            assertEquals((y[1] - y[0]) / (2 * h), gather(table.derivative(), edge, samples, x)[0], 1e-6, "at " + x);
        }
    }

    @Property(tries = 200)
    void integersReadSamplesExactly(@ForAll @IntRange(max = 1) int kernel, @ForAll("edges") Edge edge, @ForAll @IntRange(min = 1, max = 20) int size,
            @ForAll long seed) {
        double[] samples = new Random(seed).doubles(size, -1, 1).toArray();
        for (int n = -2 * size; n < 3 * size; n++) {
            assertEquals(continued(edge, samples, n), gather(table(kernel), edge, samples, n)[0], 0.0);
        }
    }

    @Example
    void slopesAtKnotsAreRightHandAndLookIntoTheRowAtItsEnd() {
        double[] s = {1, 4, 2, 7};
        TapTable slope = LINEAR.derivative();
        for (Edge edge : new Edge[] {Edge.CLAMP, Edge.REFLECT, Edge.ZERO}) {
            assertArrayEquals(new double[] {3, -2, 5, 5}, gather(slope, edge, s, 0, 1, 2, 3), edge.name());
        }
        assertArrayEquals(new double[] {3, -2, 5, -6, 3, -6}, gather(slope, Edge.WRAP, s, 0, 1, 2, 3, 4, -1));
        assertArrayEquals(new double[] {-5, 2, -3, 3, -3}, gather(slope, Edge.REFLECT, s, 3.5, 4, 5, 6, -0.5));
        assertArrayEquals(new double[] {0, 0, 0, 0}, gather(slope, Edge.CLAMP, s, -0.5, -7, 3.5, 1e300));
        assertArrayEquals(new double[] {1, 0, -7, 0}, gather(slope, Edge.ZERO, s, -0.5, -7, 3.5, 1e300));
    }

    @Example
    void positionsThatAreNoneReadNaNAndScatterNothing() {
        double[] s = {1, 4, 2};
        double[] none = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (TapTable table : new TapTable[] {LINEAR, CUBIC, QUADRATIC6}) {
            for (Edge edge : new Edge[] {Edge.WRAP, Edge.REFLECT}) {
                for (double y : gather(table, edge, s, none)) {
                    assertTrue(Double.isNaN(y));
                }
                assertArrayEquals(new double[3], scatter(table, edge, 3, none, new double[] {1, 1, 1}));
            }
        }
        assertArrayEquals(new double[] {Double.NaN, 2, 1}, gather(CUBIC, Edge.CLAMP, s, none));
        assertArrayEquals(new double[] {Double.NaN, 0, 0}, gather(CUBIC, Edge.ZERO, s, none));
        assertArrayEquals(new double[] {1, 0, 1}, scatter(CUBIC, Edge.CLAMP, 3, none, new double[] {1, 1, 1}));
    }

    @Example
    void hugePositionsAreReducedExactly() {
        double[] s = {1, 4, 2, 7, 5};
        assertEquals(s[(int) (1e300 % 5)], gather(CUBIC, Edge.WRAP, s, 1e300)[0]);
        assertEquals(5.0, gather(LINEAR, Edge.CLAMP, s, Double.MAX_VALUE)[0]);
        double period = 1e300 % 8;
        assertEquals(s[(int) (period > 4 ? 8 - period : period)], gather(CUBIC, Edge.REFLECT, s, -1e300)[0]);
        assertEquals(1.0, gather(LINEAR, Edge.WRAP, s, -Double.MIN_VALUE)[0]);
    }

    @Example
    void noPositionsTouchNothing() {
        assertEquals(0, gather(CUBIC, Edge.CLAMP, new double[] {1}).length);
        assertArrayEquals(new double[1], scatter(CUBIC, Edge.CLAMP, 1, new double[0], new double[0]));
    }

    @Property(tries = 200)
    void splinePassesThroughTheContinuedSamples(@ForAll("edges") Edge edge, @ForAll @IntRange(min = 1, max = 30) int size, @ForAll long seed) {
        double[] samples = new Random(seed).doubles(size, -1, 1).toArray();
        double[] c = coefficients(edge, samples);
        int margin = SplineLoops.MARGIN;
        for (int n = -3; n < size + 3; n++) {
            int k = n + margin;
            assertEquals(continued(edge, samples, n), (c[k - 1] + 4 * c[k] + c[k + 1]) / 6, 1e-14, "sample " + n);
        }
    }

    /** What the start of the recursions gets wrong must not be seen: a row continued by hand has the same coefficients. */
    @Property(tries = 100)
    void splineOfARowIsThatOfItsContinuation(@ForAll("edges") Edge edge, @ForAll @IntRange(min = 1, max = 30) int size, @ForAll long seed) {
        double[] samples = new Random(seed).doubles(size, -1, 1).toArray();
        double[] longer = new double[size + 80];
        Arrays.setAll(longer, i -> continued(edge, samples, i - 40));
        double[] expected = Arrays.copyOfRange(coefficients(Edge.CLAMP, longer), 40 + 30, 40 + SplineLoops.MARGIN + size + 2);
        double[] c = Arrays.copyOfRange(coefficients(edge, samples), 30, SplineLoops.MARGIN + size + 2);
        assertArrayEquals(expected, c, 1e-14);
    }

    @Property(tries = 200)
    void prefilterHasItsAdjoint(@ForAll("edges") Edge edge, @ForAll @IntRange(min = 1, max = 30) int size, @ForAll long seed) {
        Random random = new Random(seed);
        double[] samples = random.doubles(size, -1, 1).toArray();
        double[] w = random.doubles(size + 2 * SplineLoops.MARGIN, -1, 1).toArray();
        double forward = dot(coefficients(edge, samples), w);
        double[] gradient = new double[size];
        SplineLoops.of(gradient).adjoint(edge, gradient, 0, size, w.clone(), 0);
        assertEquals(forward, dot(samples, gradient), 1e-11);
    }

    private static double[] coefficients(Edge edge, double[] samples) {
        double[] c = new double[samples.length + 2 * SplineLoops.MARGIN];
        SplineLoops.of(samples).coefficients(edge, samples, 0, samples.length, c, 0);
        return c;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
