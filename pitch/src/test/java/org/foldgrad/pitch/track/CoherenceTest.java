package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CoherenceTest {
    private static final int COUNT = 400_000;
    private static final int CYCLE = 120;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void countsResidualsThatPullAsOne(int together) {
        SplittableRandom random = new SplittableRandom(9);
        Residuals residuals = new Residuals(2, COUNT);
        for (int i = 0; i < COUNT; i++) {
            residuals.e()[i] = i % together == 0 ? random.nextGaussian() : residuals.e()[i - 1];
        }
        Arrays.fill(residuals.slope(), 0.7);
        double[] w = new double[COUNT];
        Arrays.fill(w, 5);
        double[] theta = new double[COUNT * 2 / Signal.STEP + 1];
        Arrays.fill(theta, Math.log(2 * CYCLE) / Math.log(2));
        assertEquals(together, Coherence.of(COUNT, residuals, w, theta), 0.1 * together);
    }
}
