package org.foldgrad.pitch.accuracy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.track.Contour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseTest {
    private static final double RATE = 16000;

    /** A second of silence, then a second of a tone of power 1/2. */
    private static Audio tone() {
        double[] x = new double[(int) (2 * RATE)];
        for (int n = (int) RATE; n < x.length; n++) {
            x[n] = Math.sin(2 * Math.PI * 200 * n / RATE);
        }
        return new Audio(x, RATE);
    }

    private static final Contour REFERENCE = new Contour(new double[] {0, 1, 2}, new double[] {0, 200, 0});

    @ParameterizedTest
    @EnumSource
    void powerIsRelativeToTheVoicedPart(Noise noise) {
        Audio clean = tone();
        double[] mixed = noise.added(clean, REFERENCE, 10, 7).samples();
        double power = 0;
        for (int n = 0; n < mixed.length; n++) {
            power += Math.pow(mixed[n] - clean.samples()[n], 2) / mixed.length;
        }
        assertEquals(0.05, power, 1e-4);
        assertArrayEquals(mixed, noise.added(clean, REFERENCE, 10, 7).samples(), "the same seed gives the same noise");
    }

    @Test
    void falls0Or3Or6DecibelsAnOctave() {
        assertEquals(-3.01, octaveSlope(Noise.PINK), 0.4);
        assertEquals(0, octaveSlope(Noise.WHITE), 0.4);
        assertEquals(-6.02, octaveSlope(Noise.BROWN), 0.4);
    }

    /** Decibels per octave of the mean power density, from 200 to 3200 Hz. */
    private static double octaveSlope(Noise noise) {
        double[] x = noise.samples((int) (20 * RATE), RATE, new Random(11));
        return (density(x, 3200) - density(x, 200)) / 4;
    }

    /** In decibels near a frequency: the mean over short stretches of the squared Fourier coefficient under a Hann window. */
    private static double density(double[] x, double hz) {
        int length = 1024;
        double sum = 0;
        for (int start = 0; start + length <= x.length; start += length) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < length; n++) {
                double v = x[start + n] * (0.5 - 0.5 * Math.cos(2 * Math.PI * n / length));
                re += v * Math.cos(2 * Math.PI * hz * n / RATE);
                im += v * Math.sin(2 * Math.PI * hz * n / RATE);
            }
            sum += re * re + im * im;
        }
        return 10 * Math.log10(sum);
    }
}
