package org.foldgrad.pitch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeClips() throws IOException {
        write("reference/index.csv", "clip,condition\nlow,easy\nhigh,hard\nlost,hard\n");
        write("reference/low.csv", "time,f0\n0,100\n0.01,100\n");
        write("reference/high.csv", "time,f0\n0,800\n0.01,800\n");
        write("reference/lost.csv", "time,f0\n0,800\n0.01,0\n");
        write("reference/low.marks.csv", "time\n0.00\n0.01\n0.02\n0.03\n0.04\n");
        write("estimate/low.csv", "time,frequency,confidence\n0,100,1\n0.01,100,1\n");
        write("estimate/high.f0.csv", "0,800\n0.01,400\n");
        write("estimate/low.PointProcess", "File type = \"ooTextFile\"\nObject class = \"PointProcess\"\n\n0\n1\n2\n0.0101\n0.0201\n");
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), content);
    }

    private Run run(Object... options) {
        Object[] line = new Object[options.length + 3];
        line[0] = "evaluate";
        line[1] = folder.resolve("estimate");
        line[2] = folder.resolve("reference");
        System.arraycopy(options, 0, line, 3, options.length);
        return Run.of(line);
    }

    @Test
    void saysThatWhatIsPrintedCannotBeWritten() {
        StringWriter err = new StringWriter();
        PrintWriter full = new PrintWriter(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        int exitCode = Foldgrad.run(full, new PrintWriter(err), "evaluate", folder.resolve("estimate").toString(), folder.resolve("reference").toString());
        assertEquals(1, exitCode);
        assertTrue(err.toString().endsWith("foldgrad: what it printed could not be written" + System.lineSeparator()), err.toString());
    }

    @Test
    void averagesByConditionAndNamesWhatIsMissing() {
        Run run = run("--by", "condition", "--format", "csv");
        assertEquals(0, run.exitCode(), run.err());
        String[] lines = run.out().split("\n");
        assertTrue(lines[1].startsWith("easy,1,1.0,1.0,1.0,1.0,"), lines[1]);
        assertTrue(lines[2].startsWith("hard,2,0.25,"), lines[2]);
        assertTrue(lines[3].startsWith("ALL,3,0.5,"), lines[3]);
        assertTrue(run.err().contains("for want of an estimate: lost"), run.err());
    }

    @Test
    void readsAnIndexWithAByteOrderMarkAndRefusesOneInLatin1() throws IOException {
        write("reference/index.csv", "\uFEFFclip,condition\nlow,easy\nhigh,hard\nlost,hard\n");
        assertTrue(run("--by", "condition").out().contains("hard (2)"));
        Files.write(folder.resolve("reference/index.csv"), "clip,condition\nlow,M\u00FChe\n".getBytes(StandardCharsets.ISO_8859_1));
        Run run = run("--by", "condition");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("index.csv: is not a text file in UTF-8"), run.err());
    }

    @Test
    void followsLinksToFoldersButNotInCircles() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("reference"));
        assertEquals(0, Run.of("evaluate", folder.resolve("estimate"), link).exitCode());
        String straight = run().out();
        Files.createSymbolicLink(folder.resolve("reference/round"), folder.resolve("reference"));
        assertEquals(straight, run().out());
    }

    @Test
    void scoresMarksIntoAFile() throws IOException {
        Path scores = folder.resolve("scores.csv");
        assertEquals(new Run(0, "", ""), run("--marks", "--format", "csv", "-o", scores));
        assertTrue(Files.readAllLines(scores).get(1).startsWith("ALL,1,0.4,0.6,0.0,1.0,0.0,"), Files.readString(scores));
    }

    @Test
    void aReferenceIsNoEstimateOfItself() throws IOException {
        write("one/a.csv", "0,500\n0.01,500\n");
        write("one/a.f0.csv", "0,220\n0.01,220\n");
        write("one/b.csv", "0,500\n0.01,500\n");
        write("one/a.marks.csv", "0\n0.01\n0.02\n0.03\n0.04\n");
        Run run = Run.of("evaluate", folder.resolve("one"), folder.resolve("one"), "--format", "csv");
        assertTrue(run.out().lines().toList().get(1).startsWith("ALL,2,0.0,"), run.out());
        assertTrue(run.err().contains("for want of an estimate: b"), run.err());
        assertTrue(Run.of("evaluate", folder.resolve("one"), folder.resolve("one"), "--marks").err().contains("has no estimate of any clip"));
    }

    @Test
    void referencesMayBeOfAnotherKindWhereNoneIsInCsv() throws IOException {
        String tier = "File type = \"ooTextFile\"\nObject class = \"PitchTier\"\n\n0\n0.02\n3\n0\n220\n0.01\n220\n0.02\n220\n";
        write("tiers/a.PitchTier", tier);
        write("tiers/a.f0.est", "an estimate");
        write("tiers/a.pm", "marks");
        write("mine/a.f0.csv", "0,220\n0.01,220\n0.02,110\n");
        Run run = Run.of("evaluate", folder.resolve("mine"), folder.resolve("tiers"), "--format", "csv");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().lines().toList().get(1).startsWith("ALL,1,0.666"), run.out());
        write("tiers/b.csv", "0,500\n0.01,500\n");
        assertTrue(Run.of("evaluate", folder.resolve("mine"), folder.resolve("tiers")).err().contains("no estimate of any clip"));
        String points = "File type = \"ooTextFile\"\nObject class = \"PointProcess\"\n\n0\n1\n5\n0\n0.01\n0.02\n0.03\n0.04\n";
        write("tiers/a.PointProcess", points);
        write("mine/a.marks.csv", "time\n0\n0.01\n0.02\n0.03\n0.04\n");
        run = Run.of("evaluate", folder.resolve("mine"), folder.resolve("tiers"), "--marks", "--format", "csv");
        assertTrue(run.out().lines().toList().get(1).startsWith("ALL,1,1.0,"), run.out() + run.err());
    }

    @Test
    void onlyEstimatesAreNoReference() throws IOException {
        write("one/a.f0.csv", "0,220\n0.01,220\n");
        Run run = Run.of("evaluate", folder.resolve("one"), folder.resolve("one"));
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("one: holds nothing to score against; references are named NAME.csv"), run.err());
    }

    @Test
    void whatIsReadIsNeverWrittenOver() throws IOException {
        String before = Files.readString(folder.resolve("reference/low.csv"));
        for (String read : List.of("reference/low.csv", "reference/../reference/low.csv", "estimate/low.csv", "reference/index.csv")) {
            Run run = run("-o", folder.resolve(read));
            assertEquals(2, run.exitCode(), read);
            assertTrue(run.err().contains("which is read"), run.err());
        }
        Path low = folder.resolve("reference/low.csv");
        assertEquals(2, Run.of("evaluate", low, low, "-o", low).exitCode());
        assertEquals(before, Files.readString(low));
        assertEquals(0, run("-o", folder.resolve("estimate/scores.txt")).exitCode());
    }

    @Test
    void goesOnAfterABrokenEstimate() throws IOException {
        write("estimate/low.csv", "0,100\nx,y\n");
        Run run = run("--by", "clip", "--format", "csv");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("low.csv, line 2: expected a time and a frequency, but found 'x,y'; counted as unvoiced"), run.err());
        assertTrue(run.out().contains("high,1,0.5,") && run.out().contains("low,1,0.0,"), run.out());
        write("reference/none.csv", "");
        write("estimate/none.csv", "?\n?\n");
        assertFalse(run().err().contains("none.csv"), "a clip that is not scored is not missed");
        write("estimate/high.f0.csv", "?\n?\n");
        Run none = run();
        assertEquals("", none.out());
        assertTrue(none.err().contains("has no estimate of any clip"), none.err());
        Run single = Run.of("evaluate", folder.resolve("estimate/low.csv"), folder.resolve("reference/low.csv"));
        assertEquals(1, single.exitCode());
        assertEquals(1, single.err().lines().count(), single.err());
        write("reference/low.csv", "0,100\nx,y\n");
        assertTrue(run().err().contains(folder.resolve("reference/low.csv") + ", line 2"), run().err());
    }

    @Test
    void theToleranceIsInTheNameOfTheColumn() {
        assertTrue(run("--tol", "25").out().contains(" RCA25 "), run("--tol", "25").out());
        assertTrue(run("--tol", "12.5").out().contains(" RCA12.5 "));
        assertTrue(run().out().contains(" RCA50 "));
    }

    @Test
    void refusesWhatMakesNoSense() throws IOException {
        assertEquals(2, run("--tol", "-1").exitCode());
        assertEquals(2, run("--marks", "--tol", "20").exitCode());
        Path reference = folder.resolve("reference");
        assertEquals(2, Run.of("evaluate", reference.resolve("low.csv"), reference).exitCode());
        Run nothing = Run.of("evaluate", folder.resolve("nothing"), reference);
        assertEquals(1, nothing.exitCode());
        assertTrue(nothing.err().contains("nothing: there is no such file or folder"), nothing.err());
        Run empty = Run.of("evaluate", Files.createDirectory(folder.resolve("empty")), reference);
        assertEquals(1, empty.exitCode());
        assertTrue(empty.err().contains("has no estimate of any clip"), empty.err());
    }
}
