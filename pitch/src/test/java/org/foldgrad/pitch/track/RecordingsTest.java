package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.foldgrad.pitch.audio.AudioFile;
import org.foldgrad.pitch.evaluate.ContourScore;
import org.foldgrad.pitch.evaluate.MarkScore;
import org.foldgrad.pitch.format.PitchFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings with a reference, one for each way of getting pitch wrong: the tracker must stay where it is. Skipped where there are none. */
final class RecordingsTest {
    @ParameterizedTest
    @CsvSource({
        "public/p_strong2_2,  0.99, 0.98, 0.99", // a second harmonic 20 dB above the first
        "public/p_missing0,   0.99, 0.99, 0.99", // no first harmonic
        "public/p_sp_creak,   0.97, 0.50, 0.97", // cycles that alternate
        "public/p_saw4,       0.99, 0.99, 0.99", // a period of a dozen samples
        "public/p_sp_white_0, 0.94, 0.55, 0.96", // as much noise as voice
        "public/p_notes1,     0.98, 0.96, 0.98", // notes that begin and end at once
        "real/arctic_egg/slt_arctic_a0003, 0.92, 0.50, 0.93" // speech
    })
    void scoresStay(String clip, double rpa50, double rpa10, double oa) throws IOException {
        Path data = data(clip);
        PitchTrack track = track(data, clip);
        ContourScore score = ContourScore.of(PitchFile.contour(data.resolve(clip + ".csv")), Contour.of(track));
        assertTrue(score.rpa50() >= rpa50 && score.rpa10() >= rpa10 && score.oa() >= oa, clip + ": " + score);
    }

    @ParameterizedTest
    @CsvSource({
        "public/p_sp_male, 0.99, 0.99",
        "public/p_sp_creak, 0.98, 0.98",
        "public/p_sp_white_10, 0.98, 0.98", // noise lifts wrong peaks for whole stretches
        "public/p_sp_babble_10, 0.97, 0.97", // so do other voices
        "real/arctic_egg/slt_arctic_a0003, 0.95, 0.84",
        "real/arctic_gci8k/JmkAr_arctic_a0005, 0.92, 0.88"
    })
    void marksStay(String clip, double identified, double withinQuarterMillisecond) throws IOException {
        Path data = data(clip);
        PitchTrack track = track(data, clip);
        MarkScore score = MarkScore.of(PitchFile.marks(data.resolve(clip + ".marks.csv")), track.marks());
        assertTrue(score.idr() >= identified && score.within() >= withinQuarterMillisecond, clip + ": " + score);
    }

    private static PitchTrack track(Path data, String clip) throws IOException {
        return PitchTracker.track(AudioFile.read(data.resolve(clip + ".wav")), TrackOptions.defaults());
    }

    private static Path data(String clip) {
        Path data = Path.of(System.getProperty("foldgrad.data", "../../shared/data"));
        assumeTrue(Files.exists(data.resolve(clip + ".wav")), "no recordings in " + data);
        return data;
    }
}
