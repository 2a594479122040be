package org.foldgrad.pitch.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.foldgrad.pitch.evaluate.MarkScore;
import org.foldgrad.pitch.track.TrackOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is promised of marks, error bars and confidence, over all recordings with a reference. Skipped where there are none. */
final class TargetsTest {
    private static List<TrackedClip> synthetic;
    private static List<TrackedClip> speech;

    @BeforeAll
    static void track() throws IOException {
        Path data = Path.of(System.getProperty("foldgrad.data", "../../shared/data"));
        assumeTrue(Files.isDirectory(data.resolve("public")), "no recordings in " + data);
        synthetic = TrackedClip.of(ClipSet.SYNTHETIC, data, TrackOptions.defaults(), clip -> { });
        speech = TrackedClip.of(ClipSet.SPEECH, data, TrackOptions.defaults(), clip -> { });
    }

    @Test
    void marks() {
        assertMarks(synthetic, 0.975, 0.95);
        assertMarks(speech.stream().filter(clip -> clip.folder().equals("real/arctic_egg")).toList(), 0.95, 0.74);
    }

    private static void assertMarks(List<TrackedClip> clips, double identified, double withinQuarterMillisecond) {
        List<MarkScore> scores = clips.stream().filter(clip -> clip.referenceMarks().length > 0)
            .map(clip -> MarkScore.of(clip.referenceMarks(), clip.track().marks())).toList();
        double idr = scores.stream().mapToDouble(MarkScore::idr).average().orElseThrow();
        double within = scores.stream().mapToDouble(MarkScore::within).average().orElseThrow();
        assertTrue(idr >= identified && within >= withinQuarterMillisecond, "identified " + idr + ", within 0.25 ms " + within);
    }

    @Test
    void errorBars() {
        Calibration calibration = new Calibration(synthetic.stream().filter(TrackedClip::isExact).toList());
        assertEquals(0.68, calibration.coverage(1), 0.05, "within one");
        assertEquals(0.95, calibration.coverage(2), 0.03, "within two");
        assertTrue(calibration.medianBar() < 2, "bars of " + calibration.medianBar() + " cents");
    }

    @Test
    void timing() {
        Map<String, Timing> clean = Timing.clean(synthetic);
        clean.forEach((clip, timing) -> assertEquals(0, timing.late(), 1, clip + " comes late, ms"));
        List.of("p_vib0", "p_vib1", "p_sp_glide", "p_sp_sing").forEach(clip -> assertEquals(0, clean.get(clip).error(), 3.3, clip + " is off, cents"));
    }

    @Test
    void confidence() {
        assertEquals(0, new Calibration(synthetic).calibrationError(Figures.BINS), 0.01);
        assertEquals(0, new Calibration(speech).calibrationError(Figures.BINS), 0.02);
    }
}
