package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.foldgrad.pitch.audio.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PitchTrackerTest {
    private static final TrackOptions DEFAULTS = TrackOptions.defaults();

    @ParameterizedTest
    @ValueSource(doubles = {16000, 44100})
    void findsSteadyTone(double rate) {
        PitchTrack track = PitchTracker.track(Tones.steady(rate, 1, 220), DEFAULTS);
        for (int k = 20; k < track.frames() - 20; k++) {
            assertEquals(220, track.frequency()[k], 0.2, "frame " + k);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.01, 0.0999, 1.0, 1.2345})
    void hasOneFramePerHopAndOneAtZero(double seconds) {
        Audio audio = Tones.steady(16000, seconds, 220);
        PitchTrack track = PitchTracker.track(audio, DEFAULTS);
        assertEquals((int) Math.floor(audio.samples().length / 80.0) + 1, track.frames());
    }

    @Test
    void silenceIsUnvoiced() {
        PitchTrack track = PitchTracker.track(new Audio(new double[16000], 16000), DEFAULTS);
        assertEquals(201, track.frames());
        assertTrue(Arrays.stream(track.frequency()).allMatch(f -> f == 0));
        assertEquals(0, track.marks().length);
    }

    @Test
    void refusesNaN() {
        double[] x = new double[100];
        x[42] = Double.NaN;
        var e = assertThrows(IllegalArgumentException.class, () -> PitchTracker.track(new Audio(x, 8000), DEFAULTS));
        assertTrue(e.getMessage().contains("sample 42"), e.getMessage());
    }

    @Test
    void refusesFmaxAboveNyquist() {
        var e = assertThrows(IllegalArgumentException.class,
            () -> PitchTracker.track(new Audio(new double[100], 2000), DEFAULTS));
        assertTrue(e.getMessage().contains("fmax"), e.getMessage());
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withFmin(2000));
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withFmin(0));
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withHop(Double.NaN));
    }
}
