package org.foldgrad.pitch.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.audio.AudioFile;
import org.foldgrad.pitch.format.PitchFile;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.PitchTracker;
import org.foldgrad.pitch.track.TrackOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthCommandTest {
    private static final Path SAMPLES = Path.of("../docs/audio");

    @TempDir
    Path folder;

    @Test
    void theSamplePhraseIsMadeAgain() throws IOException {
        assertEquals(new Run(0, "", ""), Run.of("synth", folder.resolve("phrase.wav")));
        Audio made = AudioFile.read(folder.resolve("phrase.wav"));
        Audio kept = AudioFile.read(SAMPLES.resolve("phrase.wav"));
        assertEquals(kept.sampleRate(), made.sampleRate());
        assertArrayEquals(kept.samples(), made.samples(), 1.5 / Short.MAX_VALUE); // one step: sines differ in their last bit between machines
        assertArrayEquals(PitchFile.contour(SAMPLES.resolve("phrase.truth.csv")).frequency(),
            PitchFile.contour(folder.resolve("phrase.truth.csv")).frequency(), 2e-4);
        assertIterableEquals(withoutFrequency(SAMPLES.resolve("phrase.truth.csv")), withoutFrequency(folder.resolve("phrase.truth.csv")));
    }

    private static List<String> withoutFrequency(Path contour) throws IOException {
        return Files.readAllLines(contour).stream().map(line -> line.replaceFirst(",[^,]*", "")).toList();
    }

    @Test
    void theContourIsNotWrittenOverTheRecording() throws IOException {
        Path wav = Files.createSymbolicLink(folder.resolve("a.wav"), Files.createFile(folder.resolve("a.truth.csv")));
        Run run = Run.of("synth", wav);
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("two results of " + wav), run.err());
        assertEquals(0, Files.size(wav));
    }

    @Test
    void theTrackerFindsThePhrase() throws IOException {
        double[] truth = PitchFile.contour(SAMPLES.resolve("phrase.truth.csv")).frequency();
        PitchTrack track = PitchTracker.track(AudioFile.read(SAMPLES.resolve("phrase.wav")), TrackOptions.defaults());
        assertEquals(truth.length, track.frames());
        int voiced = 0;
        int near = 0;
        for (int k = 0; k < truth.length; k++) {
            if (truth[k] > 0) {
                voiced++;
                near += Math.abs(1200 * Math.log(track.frequency()[k] / truth[k]) / Math.log(2)) < 20 ? 1 : 0;
            }
        }
        assertEquals(688, voiced);
        assertEquals(1, (double) near / voiced, 0.05);
    }
}
