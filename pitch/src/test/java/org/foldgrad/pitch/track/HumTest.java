package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.foldgrad.pitch.audio.Audio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HumTest {
    private static final double RATE = 16_000;
    private static final int LENGTH = 64_000;

    /** A voice of 180 Hz, on for the first 0.6 of each second, over a hum 22 dB below it. */
    @ParameterizedTest
    @ValueSource(doubles = {50, 60, 100, 400})
    void isNoVoiceInPauses(double hz) {
        double[] x = new double[LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            double gate = n / RATE % 1 < 0.6 ? 1 : 0;
            x[n] = gate * bright(180 * n / RATE) + 0.08 * bright(hz * n / RATE);
        }
        double[] f0 = PitchTracker.track(new Audio(x, RATE), TrackOptions.defaults()).frequency();
        int told = 0;
        for (int k = 0; k < f0.length; k++) {
            double phase = 0.005 * k % 1;
            if (phase > 0.63 && phase < 0.97) {
                told += f0[k] > 0 ? 1 : 0;
            } else if (phase > 0.03 && phase < 0.57) {
                assertEquals(180, f0[k], 2, "frame " + k);
            }
        }
        assertEquals(0, told, "frames of hum told as voice");
    }

    /** Nothing but one tone, which decays by so many dB, steadily or soon. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 18, 30})
    void isNotTheEndOfAToneThatDecays(double decibels) {
        for (double seconds : new double[] {4, 0.5}) {
            double[] x = new double[LENGTH];
            for (int n = 0; n < LENGTH; n++) {
                double gone = Math.min(1, n / RATE / seconds);
                x[n] = Math.pow(10, -decibels / 20 * gone) * Math.exp(-0.2 * n / RATE) * bright(110 * n / RATE);
            }
            double[] f0 = PitchTracker.track(new Audio(x, RATE), TrackOptions.defaults()).frequency();
            long voiced = Arrays.stream(f0).filter(hz -> Math.abs(hz - 110) < 1).count();
            assertTrue(voiced > 0.98 * f0.length, voiced + " of " + f0.length + " frames, decay in " + seconds + " s");
        }
    }

    private static double bright(double cycles) {
        double sum = 0;
        for (int harmonic = 1; harmonic < 8; harmonic++) {
            sum += Math.sin(2 * Math.PI * harmonic * cycles) / harmonic;
        }
        return 0.2 * sum;
    }
}
