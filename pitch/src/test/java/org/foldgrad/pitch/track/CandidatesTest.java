package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.foldgrad.pitch.audio.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CandidatesTest {
    /** All of them have a third of the highest, or nearly so, for a subharmonic: it could be held from end to end without a leap. */
    private static final double[] NOTES = {550, 825, 555, 905, 603, 830};

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5, 6, 7, 8})
    void notesInNoiseAreNotTakenForTheirSubharmonic(long seed) {
        Random random = new Random(seed);
        double[] x = new double[(int) (3 * Signal.RATE)];
        double cycles = 0;
        double[] slow = new double[3];
        for (int n = 0; n < x.length; n++) {
            cycles += note(n / Signal.RATE) / Signal.RATE;
            for (int h = 1; h <= 5; h++) {
                x[n] += Math.pow(h, -1.2) * Math.sin(2 * Math.PI * h * cycles + h);
            }
            x[n] += 0.2 * pink(slow, random.nextGaussian());
        }
        PitchTrack track = PitchTracker.track(new Audio(x, Signal.RATE), TrackOptions.defaults());
        int right = right(track, CandidatesTest::note);
        assertTrue(right > 0.9 * track.frames(), "seed " + seed + ": " + right + " of " + track.frames() + " frames right");
    }

    /** Most of the recording is an octave or more deeper: what is learnt of its range must not outweigh what is heard. */
    @ParameterizedTest
    @ValueSource(doubles = {210, 250, 330, 450})
    void aVoiceThatSpeaksLittleIsNotToldAnOctaveLow(double hz) {
        double[] deep = Voice.of(8, t -> 105 + 10 * Math.sin(3 * t), 1e-4, 1).audio().samples();
        double[] high = Voice.of(0.7, t -> hz + 20 * Math.sin(9 * t), 1e-4, 2).audio().samples();
        double[] x = Arrays.copyOf(deep, deep.length + high.length);
        System.arraycopy(high, 0, x, deep.length, high.length);
        PitchTrack track = PitchTracker.track(new Audio(x, Signal.RATE), TrackOptions.defaults());
        for (double t = 0.15; t < 0.55; t += 0.01) {
            double f = track.frequency()[(int) Math.round((deep.length / Signal.RATE + t) / track.hop())];
            assertEquals(hz + 20 * Math.sin(9 * t), f, 0.025 * hz, t + " s after the other voice");
        }
    }

    @Test
    void aFormantIsNotTakenForThePitch() {
        int right = 0;
        int frames = 0;
        for (long seed = 1; seed <= 6; seed++) {
            PitchTrack track = PitchTracker.track(new Audio(telephoned(seed, 0.3), Signal.RATE), TrackOptions.defaults());
            right += right(track, CandidatesTest::deep);
            frames += track.frames();
        }
        assertTrue(right > 0.88 * frames, right + " of " + frames + " frames right, seeds 1 to 6");
    }

    /** What is clear elsewhere in the recording says which lags are a formant's. */
    @Test
    void aFormantFarOutsideTheRangeIsNotTakenForThePitch() {
        double[] clear = Voice.of(3, CandidatesTest::deep, 1e-4, 1).audio().samples();
        int right = 0;
        int frames = 0;
        for (long seed = 1; seed <= 6; seed++) {
            double[] x = Arrays.copyOf(clear, clear.length + (int) (3 * Signal.RATE));
            double[] telephoned = telephoned(seed, 1);
            for (int n = clear.length; n < x.length; n++) {
                x[n] = 0.03 * telephoned[n - clear.length];
            }
            PitchTrack track = PitchTracker.track(new Audio(x, Signal.RATE), TrackOptions.defaults());
            int first = (int) (3.1 / track.hop());
            right += right(track, first, t -> deep(t - 3));
            frames += track.frames() - first;
        }
        assertTrue(right > 0.92 * frames, right + " of " + frames + " frames right, seeds 1 to 6");
    }

    /** A deep irregular voice over a telephone, whose first formant, a fifth harmonic or so, is far louder than all else, in white noise. */
    private static double[] telephoned(long seed, double noise) {
        Random random = new Random(seed);
        double[] x = new double[(int) (3 * Signal.RATE)];
        double[] cycle = random.doubles(300).map(u -> 1 + 0.09 * (u - 0.5)).toArray();
        double cycles = 0;
        for (int n = 0; n < x.length; n++) {
            double t = n / Signal.RATE;
            int whole = (int) cycles;
            double hz = deep(t) * (cycle[whole] + (cycles - whole) * (cycle[whole + 1] - cycle[whole]));
            cycles += hz / Signal.RATE;
            double first = 370 + 60 * Math.sin(19 * t);
            double second = 900 + 300 * Math.sin(14 * t);
            for (int h = 4; h * hz < 3400; h++) {
                double a = resonance(h * hz, first, 45) * resonance(h * hz, second, 90) * resonance(h * hz, 2400, 120) / h;
                x[n] += a * Math.sin(2 * Math.PI * h * cycles + Math.atan2(-45 * h * hz, first * first - h * hz * h * hz));
            }
            x[n] += noise * random.nextGaussian();
        }
        return x;
    }

    /** Gain of a resonance of frequency {@code centre} and bandwidth {@code width} at {@code hz}. */
    private static double resonance(double hz, double centre, double width) {
        return centre * centre / Math.hypot(centre * centre - hz * hz, width * hz);
    }

    private static double deep(double seconds) {
        return 78 + 6 * Math.sin(4 * seconds);
    }

    /** Frames less than 87 cents from {@code f0}, Hz against seconds. */
    private static int right(PitchTrack track, DoubleUnaryOperator f0) {
        return right(track, 0, f0);
    }

    /** Those from {@code first} on. */
    private static int right(PitchTrack track, int first, DoubleUnaryOperator f0) {
        int right = 0;
        for (int k = first; k < track.frames(); k++) {
            right += Math.abs(Math.log(track.frequency()[k] / f0.applyAsDouble(track.time(k)))) < 0.05 ? 1 : 0;
        }
        return right;
    }

    private static double note(double seconds) {
        return NOTES[(int) (2 * seconds) % NOTES.length];
    }

    /** White noise through three poles and a direct path, about -3 dB an octave (after P. Kellet's economy filter). */
    private static double pink(double[] slow, double white) {
        slow[0] = 0.99765 * slow[0] + white * 0.0990460;
        slow[1] = 0.96300 * slow[1] + white * 0.2965164;
        slow[2] = 0.57000 * slow[2] + white * 1.0526913;
        return slow[0] + slow[1] + slow[2] + white * 0.1848;
    }
}
