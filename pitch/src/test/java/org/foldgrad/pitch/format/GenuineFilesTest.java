package org.foldgrad.pitch.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.foldgrad.pitch.track.Contour;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that Praat, the Edinburgh Speech Tools and REAPER wrote for one excerpt of a male voice near 104 Hz, where these files are present. */
class GenuineFilesTest {
    private static final Path FOLDER = Path.of(System.getProperty("foldgrad.formats", "."));

    @BeforeAll
    static void present() {
        assumeTrue(Files.exists(FOLDER.resolve("excerpt.Pitch")), "no genuine files in " + FOLDER);
    }

    private static Contour contour(String name) throws IOException {
        return PitchFile.contour(FOLDER.resolve(name));
    }

    @ParameterizedTest
    @CsvSource({"excerpt.Pitch, 16, 16", "excerpt.short.Pitch, 16, 16", "excerpt.PitchTier, 18, 16", "excerpt.short.PitchTier, 18, 16",
        "excerpt.spreadsheet.PitchTier, 18, 16", "excerpt.headerless.PitchTier, 16, 16", "excerpt.est_track, 20, 18", "excerpt.f0.est, 35, 34"})
    void readsContours(String name, int frames, int voiced) throws IOException {
        Contour contour = contour(name);
        assertEquals(frames, contour.frames());
        double[] hz = Arrays.stream(contour.frequency()).filter(f -> f > 0).toArray();
        assertEquals(voiced, hz.length);
        assertTrue(Arrays.stream(hz).allMatch(f -> f > 100 && f < 110));
    }

    @Test
    void thePitchAndItsTiersAgree() throws IOException {
        Contour pitch = contour("excerpt.Pitch");
        for (String name : List.of("excerpt.short.Pitch", "excerpt.headerless.PitchTier")) {
            assertArrayEquals(pitch.times(), contour(name).times(), 1e-12);
            assertArrayEquals(pitch.frequency(), contour(name).frequency(), 1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({"excerpt.PointProcess, 19", "excerpt.short.PointProcess, 19", "excerpt.pm.est, 18"})
    void readsMarks(String name, int count) throws IOException {
        double[] marks = PitchFile.marks(FOLDER.resolve(name));
        assertEquals(count, marks.length);
        for (int i = 1; i < count; i++) {
            assertEquals(1 / 104.0, marks[i] - marks[i - 1], 0.0005);
        }
    }

    @Test
    void longAndShortTextGridsAgree() throws IOException {
        List<Interval> intervals = PitchFile.intervals(FOLDER.resolve("excerpt.TextGrid"), "vuv");
        assertEquals(List.of("U", "V", "U"), intervals.stream().map(Interval::label).toList());
        assertEquals(intervals, PitchFile.intervals(FOLDER.resolve("excerpt.short.TextGrid"), "vuv"));
    }
}
