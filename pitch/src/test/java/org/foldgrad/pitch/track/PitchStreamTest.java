package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.foldgrad.pitch.audio.Audio;
import org.junit.jupiter.api.Test;

final class PitchStreamTest {
    private static final double RATE = 8000;
    private static final double LOW = 200;

    /** Long enough for three pieces. */
    private final Audio audio = Tones.phased(RATE, 70, t -> LOW * t + 8 * Math.sin(3 * t), 250);

    @Test
    void blocksOfAnySizeGiveTheSameTrack() {
        TrackOptions options = TrackOptions.defaults().withFmin(100).withHop(0.01);
        PitchTrack whole = PitchTracker.track(audio, options);
        PitchStream stream = new PitchStream(RATE, options);
        double[] x = audio.samples();
        for (int from = 0, size = 1; from < x.length; from += size, size = 1 + size * 7 % 40_009) {
            stream.push(Arrays.copyOfRange(x, from, Math.min(x.length, from + size)));
        }
        PitchTrack pieces = stream.finish();
        assertArrayEquals(whole.frequency(), pieces.frequency());
        assertArrayEquals(whole.marks(), pieces.marks());
    }

    @Test
    void framesThatStraddleASeamLoseNoMarks() {
        TrackOptions options = TrackOptions.defaults().withFmin(100);
        double[] marks = PitchTracker.track(audio, options.withHop(0.01)).marks();
        assertArrayEquals(marks, PitchTracker.track(audio, options.withHop(7)).marks());
    }

    @Test
    void seamsAreNotSeen() {
        PitchTrack track = PitchTracker.track(audio, TrackOptions.defaults().withFmin(100).withHop(0.01));
        for (int k = 10; k < track.frames() - 10; k++) {
            double truth = LOW + 24 * Math.cos(3 * track.time(k));
            assertEquals(0, 1200 * Math.log(track.frequency()[k] / truth) / Math.log(2), 1, "time " + track.time(k));
        }
        double[] marks = track.marks();
        for (int j = 1; j < marks.length; j++) {
            double cycles = (marks[j] - marks[j - 1]) * LOW;
            assertTrue(cycles > 0.7 && cycles < 1.4, "marks at " + marks[j - 1] + " and " + marks[j] + " s");
        }
    }

    @Test
    void afterItsEndNothingMoreIsTaken() {
        PitchStream stream = new PitchStream(RATE, TrackOptions.defaults());
        stream.push(new double[100]);
        stream.finish();
        assertEquals("no samples can be pushed after finish(): start another PitchStream",
            assertThrows(IllegalStateException.class, () -> stream.push(new double[1])).getMessage());
        assertEquals("finish() was called before: keep the track that it returned",
            assertThrows(IllegalStateException.class, stream::finish).getMessage());
    }
}
