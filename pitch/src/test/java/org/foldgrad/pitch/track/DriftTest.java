package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class DriftTest {
    private static final int KNOTS = 200;
    private static final int PERIOD = 100;

    @Test
    void noiseDiffersAsMuchOneCycleApartAsTwo() {
        Random random = new Random(3);
        double[] drift = drift(n -> tone(n) + 0.1 * random.nextGaussian(), 0);
        assertEquals(1.1, Arrays.stream(drift).average().orElseThrow(), 0.1, "never less than 1");
    }

    @Test
    void whatDriftsDiffersTwiceAsMuchTwoCyclesApart() {
        double[] drift = drift(n -> (1 + 1e-4 * n) * tone(n), 0);
        for (int p = 10; p < KNOTS - 10; p++) {
            assertEquals(4, drift[p], 0.05, "knot " + p);
        }
    }

    @Test
    void halfAndHalfIsInBetween() {
        Random random = new Random(4);
        double step = 1e-3 * PERIOD * Math.sqrt(0.5);            // rms of what the drift changes in a cycle
        double[] drift = drift(n -> (1 + 1e-3 * n) * tone(n) + step / Math.sqrt(2) * random.nextGaussian(), 0);
        assertEquals(2.5, Arrays.stream(drift).average().orElseThrow(), 0.2);
    }

    @Test
    void whatIsBelowTheFloorDoesNotCount() {
        double[] drift = drift(n -> (1 + 1e-6 * n) * tone(n), 1e-4);
        assertEquals(1, Arrays.stream(drift).max().orElseThrow(), 0.01);
        assertEquals(1, Arrays.stream(drift(n -> 0, 1e-4)).max().orElseThrow(), 0, "silence");
    }

    private static double tone(int n) {
        return Math.sin(2 * Math.PI * n / PERIOD);
    }

    private static double[] drift(IntToDoubleFunction signal, double floor) {
        double[] x = new double[KNOTS * Signal.STEP];
        Arrays.setAll(x, signal);
        double[] theta = new double[KNOTS];
        Arrays.fill(theta, Math.log(PERIOD) / Math.log(2));
        Channel channel = Channel.of(x, 1);
        Fold fold = new Fold(channel, 0, KNOTS);
        fold.set(theta);
        return Drift.of(channel, fold, new Residuals(1, (KNOTS - 1) * Signal.STEP + 1), theta, 0, 5, floor);
    }
}
