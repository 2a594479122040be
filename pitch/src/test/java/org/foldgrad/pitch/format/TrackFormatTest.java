package org.foldgrad.pitch.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.foldgrad.pitch.track.Contour;
import org.foldgrad.pitch.track.PitchTrack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackFormatTest {
    private static final double DURATION = 0.0362;
    private static final double[] MARKS = {0.0012, 0.0101, 0.0192};
    private static final PitchTrack TRACK = new PitchTrack(0.005, new double[] {0, 110.25, 111.5, 112, 0, 0, 220.125, 0},
        new double[8], new double[] {0, 110, 111, 112, 0, 0, 220, 0}, new double[] {0.1, 0.9, 1, 0.8, 0, 0, 0.75, 0.2}, new double[] {Double.NaN, 1.25, 2, 3, Double.NaN, Double.NaN, 0.5, Double.NaN},
        new double[] {1, 0.1, 0.1, 0.1, 1, 1, 0.2, 1}, MARKS);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"CSV", "PITCH", "EST", "JAMS"})
    void readsBackEveryFrame(TrackFormat format) throws IOException {
        Contour read = PitchFile.contour(written(format));
        assertArrayEquals(Contour.of(TRACK).times(), read.times(), 1e-12);
        assertArrayEquals(TRACK.frequency(), read.frequency(), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "EST", "JAMS"})
    void readsBackGuessesAtUnvoicedFrames(TrackFormat format) throws IOException {
        double[] guess = {0, 0, 0, 0, 111.75, 108.5, 0, 0};
        PitchTrack guessing = new PitchTrack(TRACK.hop(), TRACK.frequency(), guess, TRACK.lattice(), TRACK.confidence(), TRACK.errorCents(),
            TRACK.residual(), MARKS);
        Path file = folder.resolve("guesses" + format.extension());
        format.write(guessing, DURATION, file);
        assertArrayEquals(new double[] {0, 110.25, 111.5, 112, -111.75, -108.5, 220.125, 0}, PitchFile.contour(file).frequency(), 1e-12);
    }

    @Test
    void praatIsToldOfAGuessAfterTheUnvoicedCandidate() throws IOException {
        PitchTrack guess = new PitchTrack(0.005, new double[1], new double[] {90}, new double[1], new double[] {0.25}, new double[1], new double[1], MARKS);
        Path file = folder.resolve("one.Pitch");
        TrackFormat.PITCH.write(guess, DURATION, file);
        List<String> numbers = Files.readAllLines(file).stream().map(String::strip).filter(l -> l.matches("(frequency|strength|ceiling) = .*")).toList();
        assertEquals(List.of("ceiling = 91.0", "frequency = 0.0", "strength = 0.0", "frequency = 90.0", "strength = 0.25"), numbers);
    }

    @Test
    void noIntervalEndsAfterTheRecording() throws IOException {
        double duration = 0.032; // the last change, half-way between two frames, would come at 0.0325
        Path file = folder.resolve("short.TextGrid");
        TrackFormat.TEXTGRID.write(TRACK, duration, file);
        assertEquals(new Interval(0.0275, duration, "V"), PitchFile.intervals(file, "vuv").getLast());
    }

    @Test
    void readsBackTheVoicedFramesOfAPitchTier() throws IOException {
        Contour read = PitchFile.contour(written(TrackFormat.PITCHTIER));
        assertArrayEquals(new double[] {0, 0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035}, read.times(), 1e-12);
        assertArrayEquals(TRACK.frequency(), read.frequency());
    }

    @Test
    void voicingChangesHalfWayBetweenFrames() throws IOException {
        List<Interval> intervals = PitchFile.intervals(written(TrackFormat.TEXTGRID), "vuv");
        assertEquals(List.of("U", "V", "U", "V", "U"), intervals.stream().map(Interval::label).toList());
        assertArrayEquals(new double[] {0, 0.0025, 0.0175, 0.0275, 0.0325}, intervals.stream().mapToDouble(Interval::start).toArray(), 1e-12);
        assertArrayEquals(new double[] {0.0025, 0.0175, 0.0275, 0.0325, DURATION}, intervals.stream().mapToDouble(Interval::end).toArray(), 1e-12);
    }

    @Test
    void csvHasConfidenceAndErrorWhereItIsKnown() throws IOException {
        List<String> lines = Files.readAllLines(written(TrackFormat.CSV));
        assertEquals(List.of("time,frequency,confidence,error_cents", "0,0,0.1,", "0.005,110.25,0.9,1.25", "0.01,111.5,1,2"), lines.subList(0, 4));
        assertEquals(9, lines.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"marks.csv", "marks.PointProcess", "marks.est", "marks.pm"})
    void readsBackMarks(String name) throws IOException {
        Path file = folder.resolve(name);
        MarksFormat.of(file).write(MARKS, DURATION, file);
        assertArrayEquals(MARKS, PitchFile.marks(file), 1e-12);
    }

    @Test
    void theEndingOfTheNameChoosesTheFormatOfMarks() throws IOException {
        MarksFormat.of(folder.resolve("a.PointProcess")).write(MARKS, DURATION, folder.resolve("a.PointProcess"));
        MarksFormat.of(folder.resolve("a.pm")).write(MARKS, DURATION, folder.resolve("a.pm"));
        MarksFormat.of(folder.resolve("a.txt")).write(MARKS, DURATION, folder.resolve("a.txt"));
        assertEquals("Object class = \"PointProcess\"", Files.readAllLines(folder.resolve("a.PointProcess")).get(1));
        assertEquals("EST_File Track", Files.readAllLines(folder.resolve("a.pm")).get(0));
        assertEquals(List.of("time", "0.0012", "0.0101", "0.0192"), Files.readAllLines(folder.resolve("a.txt")));
    }

    private Path written(TrackFormat format) throws IOException {
        Path file = folder.resolve("track" + format.extension());
        format.write(TRACK, DURATION, file);
        return file;
    }
}
