package org.foldgrad.pitch.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.foldgrad.pitch.audio.Synth;
import org.foldgrad.pitch.audio.WavBytes;
import org.foldgrad.pitch.format.PitchFile;
import org.foldgrad.pitch.track.Contour;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackCommandTest {
    private static final double[] TONE = new Synth(0.3, t -> 200, t -> 1, f -> f < 1000 ? 1 : 0).render(16000).samples();

    @TempDir
    Path folder;
    private Path tone;
    private Path csv;

    @BeforeEach
    void writeTone() throws IOException {
        tone = write("tone.wav", new WavBytes().of(TONE));
        csv = folder.resolve("out.csv");
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theNameOfTheResultTellsItsFormat() throws IOException {
        Path pitch = folder.resolve("out.Pitch");
        assertEquals(0, Run.of("track", tone, "-o", pitch, "--no-plot").exitCode());
        assertEquals("File type = \"ooTextFile\"", Files.readAllLines(pitch).getFirst());
        assertEquals(0, Run.of("track", tone, "-o", pitch, "--no-plot", "--format", "csv").exitCode());
        assertEquals("time,frequency,confidence,error_cents", Files.readAllLines(pitch).getFirst());
    }

    @Test
    void marksOfSeveralRecordingsHaveAFormatToo() throws IOException {
        Path other = write("other.wav", new WavBytes().of(TONE));
        assertEquals(0, Run.of("track", tone, other, "-o", folder, "--marks", folder, "--marks-format", "pointprocess", "--no-plot").exitCode());
        assertTrue(names().containsAll(List.of("tone.PointProcess", "other.PointProcess")), names().toString());
        assertEquals(PitchFile.marks(folder.resolve("tone.PointProcess")).length, PitchFile.marks(folder.resolve("other.PointProcess")).length);
        Run run = Run.of("track", tone, "-o", csv, "--marks-format", "est");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("--marks-format needs --marks"), run.err());
    }

    @Test
    void namesThatCannotBeMeantAreRefused() throws IOException {
        Path other = write("other.wav", new WavBytes().of(TONE));
        for (String option : new String[] {"-o", "--marks"}) {
            Run run = Run.of("track", tone, other, option, csv, "--no-plot");
            assertEquals(2, run.exitCode());
            assertTrue(run.err().contains("is the name of a file, but there are several recordings"), run.err());
        }
        Run run = Run.of("track", "");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("an empty word names no file"), run.err());
        assertEquals(List.of("other.wav", "tone.wav"), names());
    }

    @Test
    void aRecordingGivesAContourAPictureAndFiveLines() throws IOException {
        Run run = Run.of("track", tone, "-o", csv);
        assertEquals("", run.err());
        assertEquals(0, run.exitCode());
        assertEquals(5, run.out().lines().count(), run.out());
        assertTrue(run.out().contains("median 200.0 Hz"), run.out());
        Contour contour = PitchFile.contour(csv);
        assertEquals(61, contour.frames());
        assertEquals(0.3, contour.times()[60]);
        assertEquals(200, contour.frequency()[30], 0.1);
        assertEquals("time,frequency,confidence,error_cents", Files.readAllLines(csv).getFirst());
        assertTrue(ImageIO.read(folder.resolve("out.png").toFile()).getWidth() >= 800);
        assertEquals(List.of("out.csv", "out.png", "tone.wav"), names());
    }

    @Test
    void optionsChooseHopPictureAndSilence() throws IOException {
        Path picture = folder.resolve("p.png");
        Run run = Run.of("track", tone, "-o", csv, "--hop", "0.01", "--plot", picture, "--quiet");
        assertEquals(new Run(0, "", ""), run);
        assertEquals(31, PitchFile.contour(csv).frames());
        assertEquals(List.of("out.csv", "p.png", "tone.wav"), names());
    }

    @Test
    void pitchOfUnvoicedFramesIsToldWhenAsked() throws IOException {
        double[] hiss = new Random(4).doubles(TONE.length, -0.3, 0.3).toArray();
        Arrays.setAll(hiss, n -> hiss[n] + TONE[n] * (hiss.length - n) / hiss.length);
        Path noisy = write("noisy.wav", new WavBytes().of(hiss));
        Run.of("track", noisy, "-o", csv, "--no-plot");
        double[] plain = PitchFile.contour(csv).frequency();
        Run.of("track", noisy, "-o", csv, "--no-plot", "--unvoiced");
        double[] guessing = PitchFile.contour(csv).frequency();
        assertTrue(Arrays.stream(plain).allMatch(f -> f >= 0), Arrays.toString(plain));
        assertTrue(Arrays.stream(guessing).anyMatch(f -> f < 0), Arrays.toString(guessing));
        assertArrayEquals(plain, Arrays.stream(guessing).map(f -> Math.max(0, f)).toArray());
    }

    @Test
    void aChannelCanBeChosen() throws IOException {
        double[] stereo = new double[2 * TONE.length];
        Arrays.setAll(stereo, n -> n % 2 == 0 ? 0 : TONE[n / 2]);
        Path file = write("stereo.wav", new WavBytes().channels(2).of(stereo));
        assertTrue(Run.of("track", file, "-o", csv, "--no-plot", "--channel", "1").out().contains("silent"));
        assertTrue(Run.of("track", file, "-o", csv, "--no-plot", "--channel", "2").out().contains("median 200.0 Hz"));
        assertFails(2, Run.of("track", file, "-o", csv, "--channel", "3"), "stereo.wav", "has 2 channels");
        assertFails(2, Run.of("track", file, "-o", csv, "--channel", "0"), "--channel");
    }

    @Test
    void channelsThatCancelAreWarnedOf() throws IOException {
        double[] stereo = new double[2 * TONE.length];
        Arrays.setAll(stereo, n -> n % 2 == 0 ? TONE[n / 2] : -TONE[n / 2]);
        Path file = write("opposed.wav", new WavBytes().channels(2).of(stereo));
        Run run = Run.of("track", file, "-o", csv, "--no-plot");
        assertEquals(0, run.exitCode());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("opposed.wav") && run.err().contains("cancel") && run.err().contains("--channel"), run.err());
        assertEquals("", Run.of("track", file, "-o", csv, "--no-plot", "--channel", "2").err());
        assertEquals(new Run(0, "", ""), Run.of("track", file, "-o", csv, "--no-plot", "--quiet"));
        Arrays.setAll(stereo, n -> n % 2 == 0 ? TONE[n / 2] : -0.9 * TONE[n / 2]); // 26 dB are left of them
        assertEquals("", Run.of("track", write("opposed.wav", new WavBytes().channels(2).of(stereo)), "-o", csv, "--no-plot").err());
    }

    @Test
    void contourAndMarksCanBeWrittenForOtherTools() throws IOException {
        Path marks = folder.resolve("m.PointProcess");
        Run run = Run.of("track", tone, "-o", folder, "--format", "pitchtier", "--marks", marks, "--no-plot");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(List.of("m.PointProcess", "tone.PitchTier", "tone.wav"), names());
        assertEquals("Object class = \"PitchTier\"", Files.readAllLines(folder.resolve("tone.PitchTier")).get(1));
        assertEquals("Object class = \"PointProcess\"", Files.readAllLines(marks).get(1));
        Run.of("track", folder, "-o", folder, "--marks", folder, "--no-plot");
        assertTrue(Files.exists(folder.resolve("tone.marks.csv")));
        assertFails(2, Run.of("track", tone, "-o", csv, "--marks", csv), "two results", "out.csv");
        assertFails(2, Run.of("track", tone, "-o", csv, "--format", "mp3"), "--format", "mp3");
    }

    @Test
    void aRecordingIsNeverWrittenOver() throws IOException {
        byte[] before = Files.readAllBytes(tone);
        Path detour = Files.createDirectory(folder.resolve("a")).resolve("../tone.wav");
        Path link = Files.createSymbolicLink(folder.resolve("link.wav"), tone);
        for (Path same : List.of(tone, detour, link, Path.of("").toAbsolutePath().relativize(tone.toAbsolutePath()))) {
            assertFails(2, Run.of("track", tone, "-o", same, "--no-plot"), "tone.wav", "which is read");
            assertFails(2, Run.of("track", tone, "-o", csv, "--no-plot", "--marks", same), "which is read");
            assertFails(2, Run.of("track", tone, "-o", csv, "--plot", same), "which is read");
        }
        assertFails(2, Run.of("track", link, "-o", tone, "--no-plot"), "which is read");
        assertFails(2, Run.of("track", tone, "-o", csv, "--marks", folder.resolve("a/../out.csv")), "two results", "out.csv");
        assertArrayEquals(before, Files.readAllBytes(tone));
        assertFalse(Files.exists(csv));
    }

    @Test
    void aDeviceHasNoPictureBesideIt() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.isWritable(device));
        assertEquals(0, Run.of("track", tone, "-o", device).exitCode());
        assertFalse(Files.exists(Path.of("/dev/null.png")));
    }

    @Test
    void aDirectoryGivesOneOutputForEachRecording() throws IOException {
        write("more.WAV", new WavBytes().of(TONE));
        write("notes.txt", new byte[] {1});
        write("._tone.wav", new byte[] {1}); // as macOS leaves them
        Files.write(Files.createDirectory(folder.resolve(".trash")).resolve("old.wav"), new byte[] {1});
        Path results = folder.resolve("results");
        Run run = Run.of("track", folder, "-o", results, "--no-plot");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(3, run.out().lines().count(), run.out());
        assertTrue(Files.exists(results.resolve("tone.f0.csv")) && Files.exists(results.resolve("more.f0.csv")));
    }

    @Test
    void aDirectoryIsTrackedToItsDepthAndTheResultsKeepItsTree() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("in/a/b"));
        Files.copy(tone, deep.resolve("tone.wav"));
        Files.copy(tone, folder.resolve("in/tone.wav"));
        Path results = folder.resolve("results");
        Run run = Run.of("track", folder.resolve("in"), "-o", results, "--marks", folder.resolve("marks"));
        assertEquals(0, run.exitCode(), run.err());
        for (String file : List.of("results/tone.f0.csv", "results/a/b/tone.f0.csv", "results/a/b/tone.f0.png", "marks/a/b/tone.marks.csv")) {
            assertTrue(Files.exists(folder.resolve(file)), file);
        }
        assertTrue(run.out().contains(Path.of("a/b/tone.wav").toString()), run.out());
    }

    @Test
    void aSeparatorAtTheEndMeansADirectory() throws IOException {
        Run run = Run.of("track", tone, "-o", folder + "/new/", "--no-plot", "--marks", folder + "/deep/er/");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(Files.exists(folder.resolve("new/tone.f0.csv")) && Files.exists(folder.resolve("deep/er/tone.marks.csv")));
        assertFails(2, Run.of("track", tone, "-o", tone + "/"), "is a file");
        assertFails(1, Run.of("track", tone, "-o", csv, "--plot", folder + "/none/"), "none does not exist");
        assertEquals(1, Run.of("synth", folder + "/none/").exitCode());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void theDefaultFmaxIsNoHigherThanTheRecordingReaches() throws IOException {
        double[] low = new Synth(0.3, t -> 200, t -> 1, f -> f < 1000 ? 1 : 0).render(4000).samples();
        Path slow = write("slow.wav", new WavBytes().rate(4000).of(low));
        Run run = Run.of("track", slow, "-o", csv);
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("median 200.0 Hz"), run.out());
        assertFails(2, Run.of("track", slow, "--fmax", "2100"), "--fmax 2100", "2000");
        assertFails(1, Run.of("track", write("slower.wav", new WavBytes().rate(70).of(low))), "slower.wav has 70 samples a second", "40 Hz");
    }

    @Test
    void aBatchGoesOnAfterABadFile() throws IOException {
        write("bad.wav", new byte[0]);
        Run run = Run.of("track", folder, "-o", folder, "--no-plot");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("bad.wav is empty"), run.err());
        assertTrue(run.out().contains("1 failed; time"), run.out());
        assertTrue(Files.exists(folder.resolve("tone.f0.csv")));
        Files.delete(tone);
        write("worse.wav", new byte[0]);
        assertEquals("0 recordings, 0.00 s; 2 failed\n", Run.of("track", folder, "-o", folder).out().replace(System.lineSeparator(), "\n"));
    }

    private static void assertFails(int exitCode, Run run, String... words) {
        assertEquals(exitCode, run.exitCode(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("foldgrad: "), run.err());
        assertEquals(exitCode, run.err().lines().count(), run.err()); // a wrong command line also says where the help is
        for (String word : words) {
            assertTrue(run.err().contains(word), run.err());
        }
    }

    @Test
    void unusableDataIsRefusedWithASentence() throws IOException {
        assertFails(1, Run.of("track", folder.resolve("none.wav"), "-o", csv), "none.wav", "no such file");
        assertFails(1, Run.of("track", write("e.wav", new byte[0]), "-o", csv), "e.wav", "is empty");
        assertFails(1, Run.of("track", write("t.wav", "some text".getBytes()), "-o", csv), "t.wav", "not an audio file");
        assertFails(1, Run.of("track", write("c.wav", new WavBytes().missing(99).of(TONE)), "-o", csv), "c.wav", "truncated");
        assertFails(1, Run.of("track", write("z.wav", new WavBytes().of()), "-o", csv), "z.wav", "no samples");
        assertFails(1, Run.of("track", write("n.wav", new WavBytes().floating(32).of(0, Double.NaN)), "-o", csv), "n.wav", "NaN");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertFails(1, Run.of("track", empty), "no audio files", "empty");
        assertFalse(Files.exists(csv));
    }

    @Test
    void unwritableOutputIsRefusedAndLeavesNoHalfFile() throws IOException {
        List<String> before = names();
        assertFails(1, Run.of("track", tone, "-o", folder.resolve("no/such/place.csv")), "place.csv");
        assertFails(1, Run.of("track", tone, "-o", csv, "--marks", folder.resolve("no/marks.csv")), "marks.csv", "does not exist");
        assertFails(1, Run.of("track", tone, "-o", csv, "--plot", folder.resolve("no/picture.png")), "picture.png", "does not exist");
        assertFails(1, Run.of("track", tone, "-o", csv, "--plot", folder), folder.toString());
        assertEquals(before, names());
    }

    @Test
    void aWrongCommandLineIsRefusedWithASentence() throws IOException {
        assertFails(2, Run.of("track", tone, "--fmin", "500", "--fmax", "400"), "fmin 500.0", "fmax 400.0");
        assertFails(2, Run.of("track", tone, "--fmin", "-1"), "fmin");
        assertFails(2, Run.of("track", tone, "--hop", "0"), "hop");
        assertFails(2, Run.of("track", tone, "--hop", "1e-12"), "hop 1.0E-12", "at least 0.0001");
        assertFails(2, Run.of("track", tone, "--hop", "10"), "--hop 10", "in seconds, 10 ms are 0.01");
        assertFails(2, Run.of("track", tone, "--hop", "fast"), "--hop", "fast");
        assertFails(2, Run.of("track", tone, "--fmax", "4501"), "fmax 4501", "4500");
        assertFails(2, Run.of("track", tone, "--colour"), "unknown option --colour");
        assertFails(2, Run.of("track", "-colour.wav"), "unknown option -colour.wav");
        assertFails(2, Run.of("track"), "FILE");
        assertFails(2, Run.of("tracks", tone), "unknown command tracks; there are track, evaluate");
        assertFails(2, Run.of("evaluate", tone, tone, tone), "a word too many: " + tone);
        assertFails(2, Run.of(), "foldgrad track");
        assertFails(2, Run.of("track", tone, "--plot", "a.png", "--no-plot"), "--plot");
        assertFails(2, Run.of("track", folder, "--plot", "a.png"), "--plot", "-o");
        assertFails(2, Run.of("track", tone, tone), "both");
        assertFails(2, Run.of("track", tone, folder, "-o", tone), "is a file");
        assertEquals(List.of("tone.wav"), names());
    }

    @Test
    void silenceAndTooLittleSoundAreUnvoicedAndNoError() throws IOException {
        Run silent = Run.of("track", write("s.wav", new WavBytes().of(new double[8000])), "-o", csv);
        assertEquals(0, silent.exitCode(), silent.err());
        assertTrue(silent.out().contains("silent"), silent.out());
        assertTrue(Arrays.stream(PitchFile.contour(csv).frequency()).allMatch(f -> f == 0));
        Run brief = Run.of("track", write("b.wav", new WavBytes().of(Arrays.copyOf(TONE, 160))), "-o", csv);
        assertEquals(0, brief.exitCode(), brief.err());
        assertTrue(brief.out().contains("too short"), brief.out());
        assertEquals(3, PitchFile.contour(csv).frames());
    }

    @Test
    void onlyDebugShowsWhereAnErrorCameFrom() {
        assertTrue(Run.of("--debug", "track", "none.wav").err().contains("\tat org.foldgrad"));
        assertTrue(Run.of("track", "none.wav", "--debug").err().contains("\tat org.foldgrad"));
    }

    @Test
    void helpAndVersion() {
        assertTrue(Run.of("--help").out().contains("track"));
        assertTrue(Run.of("track", "--help").out().contains("--fmin"));
        assertTrue(Run.of("--version").out().startsWith("foldgrad "));
    }
}
