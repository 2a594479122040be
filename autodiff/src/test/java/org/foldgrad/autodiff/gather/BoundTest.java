package org.foldgrad.autodiff.gather;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.kernel.taps.Edge;
import org.foldgrad.autodiff.kernel.taps.GatherLoops;
import org.foldgrad.autodiff.kernel.taps.Positions;
import org.foldgrad.autodiff.kernel.taps.SplineLoops;
import org.foldgrad.autodiff.kernel.taps.TapGrid;
import org.foldgrad.autodiff.kernel.taps.TapTable;

/** Adversaries of {@link Interpolation#bound}: band-limited signals that try to be read with a greater error. */
class BoundTest {
    /** Far enough from both ends for the coefficients of a spline not to see them. */
    private static final int HALF = 44;

    static final List<Interpolation> KERNELS = List.of(Interpolation.linear(), Interpolation.catmullRom(), Interpolation.bSpline(),
            Interpolation.windowedSinc(), Interpolation.windowedSinc(8));

    /** Sums of cosines at any frequencies of the band, with the worst frequency, its end, among them. */
    @Property(tries = 80)
    void noSumOfCosinesBeatsTheBound(@ForAll @IntRange(max = 4) int kernel, @ForAll @DoubleRange(min = 0.01, max = 0.5) double bandwidth,
            @ForAll @IntRange(min = 1, max = 5) int terms, @ForAll long seed) {
        Random random = new Random(seed);
        double[] amplitude = new double[terms];
        double[] frequency = new double[terms];
        double[] phase = new double[terms];
        double total = 0.0;
        for (int k = 0; k < terms; k++) {
            amplitude[k] = random.nextDouble();
            total += amplitude[k];
            frequency[k] = 2.0 * Math.PI * bandwidth * (random.nextBoolean() ? 1.0 : random.nextDouble());
            phase[k] = 2.0 * Math.PI * random.nextDouble();
        }
        for (int k = 0; k < terms; k++) {
            amplitude[k] /= total;
        }
        hold(KERNELS.get(kernel), bandwidth, amplitude, frequency, phase, random);
    }

    /** The error is the modulus of a complex number: some phase turns all of it into the real part, and the bound is nearly reached. */
    @Example
    void theBoundIsTight() {
        for (Interpolation kernel : KERNELS) {
            for (double bandwidth : new double[] {0.05, 0.125, 0.25}) {
                Interpolation.Bound bound = kernel.bound(bandwidth);
                double[] worst = new double[2];
                for (int part = 1; part <= 40; part++) {
                    for (int phase = 0; phase < 24; phase++) {
                        double[] error = errors(kernel, new double[] {1.0}, new double[] {2.0 * Math.PI * bandwidth * part / 40},
                                new double[] {Math.PI * phase / 24}, grid(64));
                        worst[0] = Math.max(worst[0], error[0]);
                        worst[1] = Math.max(worst[1], error[1]);
                    }
                }
                assertTrue(worst[0] > 0.93 * bound.value() && worst[1] > 0.93 * bound.slope(),
                        kernel + " at " + bandwidth + ": " + worst[0] + ", " + worst[1] + " of " + bound);
            }
        }
    }

    @Example
    void meetsTheRequiredAccuracy() {
        assertTrue(Interpolation.windowedSinc().bound(1.0 / 4).value() <= 1e-4);
        assertTrue(Interpolation.bSpline().bound(1.0 / 16).slope() / (2.0 * Math.PI / 16) <= 6e-4);
    }

    @Example
    void refusesABandwidthBeyondNyquist() {
        for (double bandwidth : new double[] {0.0, -0.1, 0.51, Double.NaN}) {
            assertThrows(AutodiffException.class, () -> Interpolation.linear().bound(bandwidth));
        }
    }

    private static void hold(Interpolation kernel, double bandwidth, double[] amplitude, double[] frequency, double[] phase, Random random) {
        double[] x = grid(16);
        for (int i = 0; i < x.length; i += 3) {
            x[i] = random.nextDouble(-1.0, 1.0);
        }
        double[] error = errors(kernel, amplitude, frequency, phase, x);
        Interpolation.Bound bound = kernel.bound(bandwidth);
        assertTrue(error[0] <= bound.value(), () -> kernel + ": value error " + error[0] + " beats " + bound.value());
        assertTrue(error[1] <= bound.slope(), () -> kernel + ": slope error " + error[1] + " beats " + bound.slope());
    }

    /** The two cells around the middle of the signal. */
    static double[] grid(int steps) {
        double[] x = new double[2 * steps];
        for (int i = 0; i < x.length; i++) {
            x[i] = (double) i / steps - 1.0;
        }
        return x;
    }

    /** Greatest errors of value and slope at positions x, counted from the middle of the signal. */
    static double[] errors(Interpolation kernel, double[] amplitude, double[] frequency, double[] phase, double[] x) {
        double[] samples = new double[2 * HALF + 1];
        for (int n = -HALF; n <= HALF; n++) {
            samples[HALF + n] = signal(amplitude, frequency, phase, n, 0);
        }
        double[] positions = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            positions[i] = HALF + x[i];
        }
        double[] worst = new double[2];
        TapTable table = Tables.of(kernel);
        for (int order = 0; order < 2; order++) {
            double[] read = read(kernel, table, samples, positions);
            for (int i = 0; i < x.length; i++) {
                worst[order] = Math.max(worst[order], Math.abs(read[i] - signal(amplitude, frequency, phase, positions[i] - HALF, order)));
            }
            table = table.derivative();
        }
        return worst;
    }

    private static double[] read(Interpolation kernel, TapTable table, double[] samples, double[] positions) {
        double[] row = samples;
        int margin = 0;
        if (kernel instanceof BSpline) {
            margin = SplineLoops.MARGIN;
            row = new double[samples.length + 2 * margin];
            SplineLoops.of(samples).coefficients(Edge.REFLECT, samples, 0, samples.length, row, 0);
        }
        double[] out = new double[positions.length];
        TapGrid grid = new TapGrid(table, Edge.REFLECT, samples.length, margin);
        GatherLoops.of(row).gather(grid, row, 0, new Positions(positions, positions.length), out, 0);
        return out;
    }

    private static double signal(double[] amplitude, double[] frequency, double[] phase, double x, int order) {
        double sum = 0.0;
        for (int k = 0; k < amplitude.length; k++) {
            double angle = frequency[k] * x + phase[k];
            sum += amplitude[k] * (order == 0 ? Math.cos(angle) : -frequency[k] * Math.sin(angle));
        }
        return sum;
    }
}
