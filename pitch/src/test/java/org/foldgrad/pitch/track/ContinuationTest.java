package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContinuationTest {
    private static final int MORE = Continuation.SAMPLES;
    private static final int UNSURE = 32;

    @ParameterizedTest
    @ValueSource(doubles = {47.3, 131, 777})
    void aToneGoesOn(double hz) {
        double[] tone = Tones.phased(Signal.RATE, 0.5, t -> hz * t, hz).samples();
        double[] inner = Arrays.copyOfRange(tone, MORE, tone.length - MORE);
        for (int n = 0; n < UNSURE; n++) {
            inner[n] = 0;
            inner[inner.length - 1 - n] = 0;
        }
        double[] y = Continuation.of(inner, UNSURE);
        assertEquals(tone.length, y.length);
        double error = 0;
        double power = 0;
        for (int n = 0; n < y.length; n++) {
            error += (y[n] - tone[n]) * (y[n] - tone[n]);
            power += tone[n] * tone[n];
        }
        assertTrue(error < 0.05 * power, "error " + error / power + " of the power");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseDiesAway(long seed) {
        Random random = new Random(seed);
        double[] y = Continuation.of(random.doubles(8000, -1, 1).toArray(), 0);
        double far = 0;
        for (int n = 0; n < MORE / 2; n++) {
            far += (y[n] * y[n] + y[y.length - 1 - n] * y[y.length - 1 - n]) / MORE;
        }
        assertTrue(far < 0.1 / 3, "seed " + seed + ": power " + far + " 25 ms beyond the ends of noise of power 1/3");
    }

    @Test
    void silenceStaysSilentAndTooLittleIsLeftAsItIs() {
        for (double v : Continuation.of(new double[4000], UNSURE)) {
            assertEquals(0, v);
        }
        double[] y = Continuation.of(new double[] {1, 2, 3}, UNSURE);
        assertEquals(2 * MORE + 3, y.length);
        assertEquals(6, Arrays.stream(y).sum());
    }
}
