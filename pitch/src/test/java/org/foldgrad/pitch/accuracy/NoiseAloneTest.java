package org.foldgrad.pitch.accuracy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.PitchTracker;
import org.foldgrad.pitch.track.TrackOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where nobody speaks, nobody is heard. */
final class NoiseAloneTest {
    @ParameterizedTest
    @EnumSource
    void isUnvoiced(Noise noise) {
        for (long seed = 1; seed <= 3; seed++) {
            double[] x = noise.samples(20 * 16000, 16000, new Random(seed));
            PitchTrack track = PitchTracker.track(new Audio(x, 16000), TrackOptions.defaults());
            double voiced = Arrays.stream(track.frequency()).filter(f -> f > 0).count() / (double) track.frames();
            assertTrue(voiced < 0.05, noise + ", seed " + seed + ": " + voiced + " of the frames are voiced");
        }
    }
}
