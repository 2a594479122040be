package org.foldgrad.pitch.accuracy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.PitchTracker;
import org.foldgrad.pitch.track.TrackOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where nobody speaks, nobody is heard. */
final class NoiseAloneTest {
    @ParameterizedTest
    @EnumSource
    void isUnvoiced(Noise noise) {
        isUnvoiced(noise, 16000);
    }

    /** The band of such a recording ends below the tracker's own. */
    @Test
    void isUnvoicedAtLowRates() {
        isUnvoiced(Noise.WHITE, 8000);
        isUnvoiced(Noise.WHITE, 6000);
    }

    private static void isUnvoiced(Noise noise, int rate) {
        for (long seed = 1; seed <= 3; seed++) {
            double[] x = noise.samples(20 * rate, rate, new Random(seed));
            PitchTrack track = PitchTracker.track(new Audio(x, rate), TrackOptions.defaults());
            double voiced = Arrays.stream(track.frequency()).filter(f -> f > 0).count() / (double) track.frames();
            assertTrue(voiced < 0.05, noise + ", seed " + seed + ": " + voiced + " of the frames are voiced");
        }
    }
}
