package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FundamentalTest {
    private static final double PERIOD = 123.4;
    private static final int STEP = Signal.STEP;

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4, 6, 8})
    void takesHarmonicsAway(int harmonic) {
        assertTrue(power(filtered(harmonic)) < 1e-4 * power(tone(harmonic)));
    }

    @Test
    void keepsTheFirstHarmonicWithoutDelay() {
        double[] x = tone(1);
        double[] y = filtered(1);
        double gain = y[2000] / x[2000];
        assertTrue(gain > 0.3, "gain " + gain);
        for (int n = 1000; n < 3000; n++) {
            assertEquals(gain * x[n], y[n], 1e-2 * gain);
        }
    }

    private static double[] tone(int harmonic) {
        double[] x = new double[4000];
        for (int n = 0; n < x.length; n++) {
            x[n] = Math.cos(2 * Math.PI * harmonic * n / PERIOD);
        }
        return x;
    }

    /** Where the path has the period in the middle only. */
    private static double[] filtered(int harmonic) {
        double[] path = new double[4000 / STEP];
        Arrays.fill(path, PERIOD);
        Arrays.fill(path, 0, 5, Double.NaN);
        Arrays.fill(path, 40, 50, Double.NaN);
        return Fundamental.of(tone(harmonic), path);
    }

    private static double power(double[] x) {
        return Arrays.stream(x, 1000, 3000).map(v -> v * v).sum();
    }
}
