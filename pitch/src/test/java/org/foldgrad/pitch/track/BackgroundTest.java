package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A voice of harmonics of 220 Hz, alone and in hiss of ten times its power. */
final class BackgroundTest {
    private static final double RATE = 16_000;
    private static final int LENGTH = 48_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesHissAwayAndKeepsTheVoice(long seed) {
        double[] voice = voice(0.8);
        double[] hiss = hiss(seed, Math.sqrt(10 * power(voice)));
        double[] heard = Background.of(sum(voice, hiss)).signal();
        // the filter is linear once its gain is known: what it leaves of the voice is in phase with it
        double kept = dot(heard, voice) / power(voice);
        double left = power(difference(heard, voice, kept)) / (kept * kept * power(voice));
        assertTrue(kept > 0.7, "seed " + seed + ": gain of the voice " + kept);
        assertTrue(left < 1, "seed " + seed + ": what is not the voice has " + left + " of its power");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.05})
    void leavesAToneWithVibratoAlone(double depth) {
        double[] tone = new double[LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            double vibrato = 2 * Math.PI * 5 * n / RATE;
            double phase = 2 * Math.PI * 200 * n / RATE - 200 * depth / 5 * Math.cos(vibrato);
            for (int harmonic = 1; harmonic <= 7; harmonic++) {
                tone[n] += Math.sin(harmonic * phase) / harmonic;
            }
        }
        double[] heard = Background.of(tone).signal();
        double[] lost = difference(heard, tone, 1);
        assertTrue(power(lost) < 0.01 * power(tone), "lost " + power(lost) / power(tone) + " of the power");
    }

    @ParameterizedTest
    @ValueSource(doubles = {41, 47, 58})
    void keepsADeepTone(double hz) {
        double[] tone = Tones.phased(RATE, 3, t -> hz * t, hz).samples();
        double[] lost = difference(Background.of(tone).signal(), tone, 1);
        assertTrue(power(lost) < 0.1 * power(tone), "lost " + power(lost) / power(tone) + " of the power");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void leavesNothingOfBackgroundAlone(long seed) {
        double[] hiss = hiss(seed, 1);
        Background background = Background.of(hiss);
        assertTrue(background.left() < 0.125, "seed " + seed + ": left " + background.left());
        assertSame(hiss, background.signal());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 10})
    void leavesACleanVoiceAlone(double seconds) {
        double[] voice = voice(seconds);
        double[] heard = Background.of(voice).signal();
        for (int n = 0; n < LENGTH; n++) {
            assertEquals(voice[n], heard[n], 0.01);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 800, 8000})
    void saysNothingOfShortRecordings(int length) {
        double[] x = hiss(1, 1, length);
        assertSame(x, Background.of(x).signal());
    }

    /** Harmonics of 220 Hz, on for {@code on} seconds of each 1.2. */
    private static double[] voice(double on) {
        double[] x = new double[LENGTH];
        for (int n = 0; n < x.length; n++) {
            double phase = 2 * Math.PI * 220 * n / RATE;
            double gate = n / RATE % 1.2 < on ? 1 : 0;
            x[n] = gate * (Math.sin(phase) + 0.8 * Math.sin(2 * phase) + 0.6 * Math.sin(3 * phase) + 0.3 * Math.sin(5 * phase));
        }
        return x;
    }

    private static double[] hiss(long seed, double level) {
        double[] x = hiss(seed, 1, LENGTH);
        double scale = level / Math.sqrt(power(x));
        for (int n = 0; n < x.length; n++) {
            x[n] *= scale;
        }
        return x;
    }

    /** White noise, its second difference: 12 dB more with every octave. */
    private static double[] hiss(long seed, double level, int length) {
        Random random = new Random(seed);
        double[] x = new double[length];
        double last = 0;
        double before = 0;
        for (int n = 0; n < length; n++) {
            double white = level * random.nextGaussian();
            x[n] = white - 2 * last + before;
            before = last;
            last = white;
        }
        return x;
    }

    private static double power(double[] x) {
        return dot(x, x);
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int n = 0; n < x.length; n++) {
            sum += x[n] * y[n] / x.length;
        }
        return sum;
    }

    private static double[] sum(double[] x, double[] y) {
        return difference(x, y, -1);
    }

    private static double[] difference(double[] x, double[] y, double scale) {
        double[] z = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            z[n] = x[n] - scale * y[n];
        }
        return z;
    }
}
