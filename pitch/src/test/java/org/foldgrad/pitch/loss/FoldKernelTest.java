package org.foldgrad.pitch.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FoldKernelTest {
    private static final int N = 6000;
    private static final int P = 30;

    /** Six harmonics of a tone whose period wanders about 80 samples, plus a little noise. */
    static double[] tone(Random random, int length) {
        double[] x = new double[length];
        double phase = 0;
        for (int n = 0; n < length; n++) {
            phase += Math.pow(2, 0.04 * Math.sin(n / 700.0)) / 80;
            for (int harmonic = 1; harmonic <= 6; harmonic++) {
                x[n] += Math.cos(2 * Math.PI * harmonic * phase + harmonic * harmonic) / harmonic / 4;
            }
            x[n] += 0.01 * random.nextGaussian();
        }
        return x;
    }

    private static double[] nearTruth(Random random, double error) {
        double[] theta = new double[P];
        for (int p = 0; p < P; p++) {
            theta[p] = Math.log(80) / Math.log(2) - 0.04 * Math.sin(p * (N / P) / 700.0) + error * random.nextGaussian();
        }
        return theta;
    }

    private static double[] exp2(double[] theta, double sign) {
        return Arrays.stream(theta).map(v -> Math.pow(2, sign * v)).toArray();
    }

    /**
     * A derivative lies between the differences to both sides. They are one but where a pair ends on a knot of the voicing, whose straight lines have a
     * kink there: steps are so short that between two kinks the bend of the loss, which grows with the cycles that a knot moves, does not count.
     */
    private static void gradientMatchesDifferences(ToDoubleFunction<double[]> value, double[] x, double[] gradient, double tolerance) {
        double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        assertTrue(scale > 0, "no gradient at all");
        for (int p = 0; p < x.length; p++) {
            double step = 1e-7 * x[p];
            double here = value.applyAsDouble(x);
            double[] moved = x.clone();
            moved[p] = x[p] + step;
            double after = (value.applyAsDouble(moved) - here) / step;
            moved[p] = x[p] - step;
            double before = (here - value.applyAsDouble(moved)) / step;
            double kink = Math.abs(after - before) / 2;
            assertEquals((after + before) / 2, gradient[p], kink + tolerance * scale, "knot " + p);
        }
    }

    @Property(tries = 20)
    void phaseFoldGradientMatchesDifferences(@ForAll long seed) {
        Random random = new Random(seed);
        double[] voicing = new double[P];
        Arrays.fill(voicing, 1);
        int hole = random.nextInt(P - 6);
        Arrays.fill(voicing, hole, hole + 3, 0);
        voicing[hole + 4] = 0.5;
        FoldOptions options = FoldOptions.defaults().withFolds(1 + random.nextInt(3)).withDecimation(1 + random.nextInt(4));
        PhaseFoldKernel kernel = new PhaseFoldKernel(tone(random, N), P, (double) N / P, options.withVoicing(voicing));
        double[] f = exp2(nearTruth(random, 0.02), -1);
        double[] gradient = new double[P];
        assertEquals(kernel.value(f), kernel.valueAndGradient(f, gradient), 1e-14);
        gradientMatchesDifferences(kernel::value, f, gradient, 1e-6);
    }

    @Property(tries = 20)
    void walkFoldGradientMatchesDifferences(@ForAll long seed) {
        Random random = new Random(seed);
        WalkFoldKernel kernel = new WalkFoldKernel(tone(random, N), P, (double) N / P, FoldOptions.defaults().withQuadrature(64));
        double[] period = exp2(nearTruth(random, 0.02), 1);
        double[] gradient = new double[P];
        assertEquals(kernel.value(period), kernel.valueAndGradient(period, gradient), 1e-12);
        gradientMatchesDifferences(kernel::value, period, gradient, 1e-5);
    }

    @Test
    void phaseFoldOfAnExactlyPeriodicToneIsZeroAtItsPeriodAndAboutOneForNoise() {
        double[] x = new double[N];
        for (int n = 0; n < N; n++) {
            x[n] = Math.sin(2 * Math.PI * n / 40) + Math.cos(2 * Math.PI * n / 20);
        }
        double[] f = new double[P];
        Arrays.fill(f, 1.0 / 40);
        assertEquals(0, new PhaseFoldKernel(x, P, (double) N / P, FoldOptions.defaults().withFolds(2)).value(f), 1e-12);
        double[] noise = new Random(1).doubles(N, -1, 1).toArray();
        assertEquals(1, new PhaseFoldKernel(noise, P, (double) N / P, FoldOptions.defaults()).value(f), 0.1);
    }

    @Test
    void nothingVoicedCostsNothing() {
        PhaseFoldKernel kernel = new PhaseFoldKernel(tone(new Random(2), N), P, (double) N / P, FoldOptions.defaults().withVoicing(new double[P]));
        double[] gradient = new double[P];
        Arrays.fill(gradient, 7);
        assertEquals(0, kernel.valueAndGradient(exp2(nearTruth(new Random(3), 0), -1), gradient));
        assertEquals(0, Arrays.stream(gradient).map(Math::abs).sum());
    }
}
