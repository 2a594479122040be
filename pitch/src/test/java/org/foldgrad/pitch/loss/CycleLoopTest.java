package org.foldgrad.pitch.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.foldgrad.autodiff.gather.Interpolation;
import org.junit.jupiter.api.Test;

class CycleLoopTest {

    @Test
    void vectorsGiveTheSameBitsAsOnePointAtATime() {
        SplittableRandom random = new SplittableRandom(3);
        double[] audio = random.doubles(5_000, -1, 1).toArray();
        int points = 96;
        for (Interpolation interpolation : new Interpolation[] {Interpolation.linear(), Interpolation.bSpline()}) {
            PiecewiseCubic signal = PiecewiseCubic.of(audio, interpolation);
            ScalarCycle scalar = new ScalarCycle(signal, points);
            VectorCycle vector = new VectorCycle(signal, points, scalar);
            double[] expected = CycleLoop.work(points);
            double[] actual = CycleLoop.work(points);
            for (int trial = 0; trial < 300; trial++) {
                double cycle = trial % 3 == 0 ? random.nextInt(1, 2 * points) : random.nextDouble(1, 2 * points);
                double t = trial % 4 == 0 ? random.nextInt(500, 4_500) : random.nextDouble(500, 4_500);
                scalar.run(t, cycle, expected);
                vector.vectors(t, cycle, actual);
                assertArrayEquals(Arrays.copyOf(expected, CycleLoop.SCRATCH), Arrays.copyOf(actual, CycleLoop.SCRATCH), 0.0,
                    "t " + t + ", cycle " + cycle);
            }
        }
    }
}
