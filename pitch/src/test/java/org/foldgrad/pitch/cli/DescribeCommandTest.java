package org.foldgrad.pitch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeCommandTest {
    private static final String HEAD = "contour,start,end,label,voiced,median_hz,mean_hz,min_hz,max_hz,sd_semitones,slope_semitones_per_s\n";

    @TempDir
    Path folder;

    @BeforeEach
    void writeContours() throws IOException {
        write("f0/a.f0.csv", "time,frequency\n0,100\n0.5,200\n1,400\n1.5,0\n");
        write("f0/more/b.PitchTier", "\"ooTextFile\"\n\"PitchTier\"\n0 1 3\n0.1 100\n0.2 100\n0.3 100\n");
        write("f0/a.marks.csv", "time\n0.1\n");
        write("f0/index.csv", "clip,condition\na,easy\n");
        write("grids/a.TextGrid", "\"ooTextFile\"\n\"TextGrid\"\n0 2 <exists> 1\n\"IntervalTier\" \"words\" 0 2 3\n0 0.5 \"one, two\" 0.5 1.5 \"\" 1.5 2 \"end\"\n");
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), content);
    }

    @Test
    void aRowForEachContour() {
        Run run = Run.of("describe", folder.resolve("f0"));
        assertEquals(new Run(0, HEAD + "a.f0.csv,0,1.5,,0.75,200,233.3333,100,400,9.798,24\n"
            + Path.of("more/b.PitchTier") + ",0,0.4,,0.6,100,100,100,100,0,0\n", ""), run);
    }

    @Test
    void aRowForEachIntervalWithALabel() throws IOException {
        Path table = folder.resolve("table.csv");
        Run run = Run.of("describe", folder.resolve("f0/a.f0.csv"), "--tier", "words", "--grids", folder.resolve("grids"), "-o", table);
        assertEquals(new Run(0, "", ""), run);
        assertEquals(HEAD + "a.f0.csv,0,0.5,\"one, two\",1,100,100,100,100,0,\na.f0.csv,1.5,2,end,0,,,,,,\n", Files.readString(table));
    }

    @Test
    void whatCannotBeDescribedIsNamed() throws IOException {
        Run run = Run.of("describe", folder.resolve("f0"), "--tier", "words", "--grids", folder.resolve("grids"));
        assertEquals(1, run.exitCode());
        assertEquals(3, run.out().lines().count(), run.out());
        assertTrue(run.err().contains(Path.of("grids/more/b.TextGrid") + ": there is no such file"), run.err());
        assertTrue(Run.of("describe", folder.resolve("f0/a.f0.csv"), "--grids", folder).err().contains("say which tier"));
        assertTrue(Run.of("describe", folder.resolve("grids")).err().contains("holds no contours"));
        assertTrue(Run.of("describe", folder.resolve("none.Pitch")).err().contains("there is no such file"));
        write("empty.csv", "time,f0\n");
        assertTrue(Run.of("describe", folder.resolve("empty.csv")).err().contains("holds no frames"));
        assertTrue(Run.of("describe", folder.resolve("f0"), "-o", folder.resolve("f0/a.f0.csv")).err().contains("which is read"));
    }
}
