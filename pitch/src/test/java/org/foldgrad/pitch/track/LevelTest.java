package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class LevelTest {
    private static final double FLOOR = 1e-9;

    @Test
    void whatDiesAwayKeepsItsLevel() {
        double[] x = tone(t -> Math.pow(10, -5 * Math.max(0, t - 0.1))); // 100 dB a second
        double[] gain = Level.gain(x, FLOOR);
        for (double t = 0.05; t < 0.4; t += 0.01) {
            double sum = 0;
            for (int n = at(t) - 40; n < at(t) + 40; n++) {
                sum += Math.pow(gain[n] * x[n], 2) / 80;
            }
            assertEquals(1, sum, 0.15, "power at " + t + " s");
        }
    }

    @Test
    void whatComesBeforeALouderSoundIsNotRaised() {
        double[] gain = Level.gain(tone(t -> t < 0.2 ? 0.01 : 1), FLOOR);
        assertTrue(gain[at(0.185)] < 2 * gain[at(0.3)], "15 ms before: " + gain[at(0.185)] / gain[at(0.3)] + " of the gain after");
        assertTrue(gain[at(0.01)] > 10 * gain[at(0.3)], "long before: " + gain[at(0.01)] / gain[at(0.3)] + " of the gain after");
    }

    @Test
    void theFloorIsRaisedWithTheRest() {
        double[] silence = new double[1000];
        double[] expected = new double[1000];
        Arrays.fill(expected, 1 / Math.sqrt(FLOOR));
        assertArrayEquals(expected, Level.gain(silence, FLOOR), 1e-6);
    }

    private static int at(double seconds) {
        return (int) (seconds * Signal.RATE);
    }

    /** Half a second of 400 Hz. */
    private static double[] tone(DoubleUnaryOperator amplitude) {
        double[] x = new double[at(0.5)];
        for (int n = 0; n < x.length; n++) {
            x[n] = amplitude.applyAsDouble(n / Signal.RATE) * Math.sin(2 * Math.PI * 400 * n / Signal.RATE);
        }
        return x;
    }
}
