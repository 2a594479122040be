package org.foldgrad.pitch.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.foldgrad.pitch.track.Contour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PitchFileTest {
    private static final String TEXT_GRID = """
        File type = "ooTextFile"
        Object class = "TextGrid"

        xmin = 0
        xmax = 1
        tiers? <exists>
        size = 2
        item []:
            item [1]:
                class = "TextTier"
                name = "events"
                xmin = 0
                xmax = 1
                points: size = 1
                points [1]:
                    number = 0.5
                    mark = "a \""click\"""
            item [2]:
                class = "IntervalTier"
                name = "vuv"
                xmin = 0
                xmax = 1
                intervals: size = 2
                intervals [1]:
                    xmin = 0
                    xmax = 0.25
                    text = "U"
                intervals [2]:
                    xmin = 0.25
                    xmax = 1
                    text = "V"
        """;

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("file"), content);
    }

    private static void assertContour(double[] times, double[] frequency, Contour contour) {
        assertArrayEquals(times, contour.times(), 1e-12);
        assertArrayEquals(frequency, contour.frequency(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "0,0\n0.01,100.5\n0.02,-101\n",
        "time,f0\n0,0\n0.01,100.5\n0.02,-101\n",
        "time,frequency,confidence\r\n0.00,0,0.1\r\n0.01,100.5,0.9\r\n0.02,-101,0.2\r\n",
        "# made by hand\n\"Time\";\"F0\"\n0;0\n\n0.01;1.005e2\n0.02;-101",
        "0\t0\n0.01\t100.5\n0.02\t-101\n",
        "\"a, b.wav\",0,0\n,0.01,100.5\n,0.02,-101\n",
        "\"\",\"time\",\"f0\"\n\"1\",0,0\n\"2\",0.01,100.5\n\"3\",0.02,-101\n",
        "\"time\" \"f0\"\n\"1\" 0 0\n\"2\" 0.01 100.5\n\"3\" 0.02 -101\n",
        "time,f0\n0 0\n 0.01 , 100.5\n0.02 \t-101 \n",
        "time,f0,confidence\n0,,0.3\n0.01,100.5,0.9\n0.02,-101,\n",
        "0,\n0.01,100.5\n0.02,-101\n",
        "0\t\t0.3\n0.01\t100.5\t\n0.02\t-101\t0.1\n",
        "0;;0.3\n0.01;100.5;;\n0.02;-101\n"})
    void readsColumns(String content) throws IOException {
        assertContour(new double[] {0, 0.01, 0.02}, new double[] {0, 100.5, -101}, PitchFile.contour(file(content)));
    }

    @Test
    void readsNanAndNothing() throws IOException {
        assertTrue(Double.isNaN(PitchFile.contour(file("0,nan\n")).frequency()[0]));
        assertEquals(0, PitchFile.contour(file("")).frames());
        assertEquals(0, PitchFile.contour(file("time,f0\n")).frames());
    }

    @Test
    void acceptsByteOrderMarks() throws IOException {
        String content = "\uFEFFtime,f0\n0,100\n";
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            Path file = Files.write(folder.resolve("bom"), content.getBytes(charset));
            assertContour(new double[] {0}, new double[] {100}, PitchFile.contour(file));
        }
    }

    @Test
    void readsTheChosenCandidateOfAPraatPitch() throws IOException {
        String header = "File type = \"ooTextFile\"\nObject class = \"Pitch 1\"\n\n0\n0.1\n3\n0.01\n0.045\n600\n2\n";
        String frames = "0.9\n2\n110\n0.8\n0\n0\n" + "0.1\n2\n0\n0\n120\n0.4\n" + "0.9\n1\n700\n0.9\n";
        assertContour(new double[] {0.045, 0.055, 0.065}, new double[] {110, 0, 0}, PitchFile.contour(file(header + frames)));
    }

    @Test
    void readsTheGapsOfAPitchTierAsUnvoiced() throws IOException {
        String tier = "\"ooTextFile\"\n\"PitchTier\"\n0 1 4\n0.10\t100\n0.11\t101\n0.12\t102\n0.20\t110\n";
        assertContour(new double[] {0.09, 0.10, 0.11, 0.12, 0.13, 0.19, 0.20, 0.21}, new double[] {0, 100, 101, 102, 0, 0, 110, 0},
            PitchFile.contour(file(tier)));
    }

    @Test
    void theStepOfAPitchTierIsTheUsualOne() throws IOException {
        String tier = "\"ooTextFile\"\n\"PitchTier\"\n0 1 4\n0.10\t100\n0.101\t101\n0.111\t102\n0.121\t110\n";
        assertContour(new double[] {0.09, 0.10, 0.101, 0.111, 0.121, 0.131}, new double[] {0, 100, 101, 102, 110, 0}, PitchFile.contour(file(tier)));
    }

    @Test
    void readsAnEstTrack() throws IOException {
        String track = "EST_File Track\nDataType ascii\nNumFrames 3\nEST_Header_End\n0.00 0 -1.0\n0.01 1 100.5\n0.02\t1 \t101 \n";
        assertContour(new double[] {0, 0.01, 0.02}, new double[] {0, 100.5, 101}, PitchFile.contour(file(track)));
        assertArrayEquals(new double[] {0.01, 0.02}, PitchFile.marks(file(track)));
    }

    @Test
    void readsJams() throws IOException {
        String jams = """
            {"annotations": [{"namespace": "beat", "data": []}, {"namespace": "pitch_contour", "data": [
              {"time": 0.0, "duration": 0.0, "value": {"index": 0, "frequency": 100.0, "voiced": true}},
              {"time": 0.1, "duration": 0.0, "value": {"index": 0, "frequency": 90.0, "voiced": false}},
              {"time": 0.2, "duration": 0.0, "value": {"index": 0, "frequency": 80.0}}]}]}""";
        assertContour(new double[] {0, 0.1, 0.2}, new double[] {100, -90, 80}, PitchFile.contour(file(jams)));
    }

    @Test
    void readsMarks() throws IOException {
        assertArrayEquals(new double[] {0.1, 0.2}, PitchFile.marks(file("time\n0.1\n0.2\n")));
        assertArrayEquals(new double[] {0.1, 0.2},
            PitchFile.marks(file("File type = \"ooTextFile\"\nObject class = \"PointProcess\"\n\nxmin = 0\nxmax = 1\nnt = 2\nt []:\n"
                + "    t [1] = 0.1 ! the first\n    t [2] = 0.2\n")));
    }

    @Test
    void readsTheIntervalsOfATier() throws IOException {
        assertEquals(List.of(new Interval(0, 0.25, "U"), new Interval(0.25, 1, "V")), PitchFile.intervals(file(TEXT_GRID), "vuv"));
        assertEquals("no interval tier has the name \"words\"", problem(() -> PitchFile.intervals(folder.resolve("file"), "words")));
    }

    @Test
    void saysWhereAndWhatIsWrong() throws IOException {
        assertWrong("time,f0\n0,100\n0.01,abc\n", 3, "expected a time and a frequency, but found '0.01,abc'");
        assertWrong("time,f0\n0,100\n0.01\n", 3, "expected a time and a frequency, but found '0.01'");
        assertWrong("time,f0\n0,100\n,100\n", 3, "expected a time and a frequency, but found ',100'");
        assertWrong("time,f0\ninf,100\n", 2, "a time must be a finite number of seconds, but is inf");
        assertWrong("0 0 1 2\n120.5 1 0.3 0.9\n119.8 1 0.3 0.9\n", 3, "the time 119.8 comes after 120.5: the first column must be times in seconds, "
            + "one after the other; a file of f0 alone needs them");
        assertWrong("EST_File Track\nNumFrames 2\nEST_Header_End\n0 1 100\n", 2, "the header promises 2 frames, but there are 1");
        assertWrong("EST_File Track\nEST_Header_End\n0 1\n", 3, "expected a time, 0 or 1 for voicing and f0, but found '0 1'");
        assertWrong("\"ooTextFile\"\n\"PitchTier\"\n0 1 2\n0.1 100\n0.2", 5, "the file ends where the value of point 2 should follow");
        assertWrong("\"ooTextFile\"\n\"PitchTier\"\n0 1 2.5\n", 3, "expected the number of points, a whole number, but found 2.5");
        assertWrong("\"ooTextFile\"\n\"PitchTier\"\n0 1 \"x\"\n", 3, "expected the number of points, a number, but found x");
        assertWrong("\"ooTextFile\"\n\"PitchTier\n", 2, "the string that starts here does not end");
        assertWrong(TEXT_GRID, 2, "a Praat TextGrid holds no f0; a Pitch or a PitchTier does");
    }

    @Test
    void refusesDecimalCommas() throws IOException {
        for (String row : List.of("0,01;100,5", "0;100,5", "0,01;100", "0,01;", "0,01 100,5", "0,01\t100", "0\t100,5", "0,01; 100,5; 0,9")) {
            assertWrong(row, 1, "'" + row + "' has decimal commas: save the file with decimal points");
            assertWrong("Zeit;f0\n" + row, 2, "'" + row + "' has decimal commas: save the file with decimal points");
        }
        Path contour = file("time,f0\n0,00,100,5\n0,01,101,2\n");
        assertTrue(problem(() -> PitchFile.contour(contour)).startsWith("has no decimal point, and times that repeat"));
        Path marks = file("0,0123\n0,0187\n");
        assertTrue(problem(() -> PitchFile.marks(marks)).startsWith("has no decimal point, and times that repeat"));
        assertEquals(2, PitchFile.contour(file("0,100\n1,100\n")).frames());
    }

    private void assertWrong(String content, int line, String problem) throws IOException {
        Path file = file(content);
        FormatException thrown = assertThrows(FormatException.class, () -> PitchFile.contour(file));
        assertEquals(file + ", line " + line + ": " + problem, thrown.getMessage());
    }

    @Test
    void refusesWhatIsNotText() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'R', 'I', 'F', 'F', 0, 1});
        assertTrue(assertThrows(FormatException.class, () -> PitchFile.contour(binary)).getMessage().contains("is a binary file"));
        Path latin = Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xE9, 'b'});
        assertTrue(assertThrows(FormatException.class, () -> PitchFile.contour(latin)).getMessage().contains("UTF-8"));
        assertTrue(assertThrows(FormatException.class, () -> PitchFile.contour(folder)).getMessage().contains("is a folder"));
        assertTrue(assertThrows(FormatException.class, () -> PitchFile.contour(file("{\"annotations\": ["))).getMessage().contains("is not JSON"));
        assertTrue(assertThrows(FormatException.class, () -> PitchFile.contour(file("{}"))).getMessage().contains("pitch_contour"));
    }

    private interface Reading {
        void run() throws IOException;
    }

    private static String problem(Reading reading) {
        String message = assertThrows(FormatException.class, reading::run).getMessage();
        return message.substring(message.indexOf(": ") + 2);
    }

    /** Each holds 100 Hz, unvoiced and 102 Hz, 10 ms apart. */
    @ParameterizedTest
    @ValueSource(strings = {
        "time,confidence,frequency\n0,0.9,100\n0.01,0.8,\n0.02,0.8,102\n",
        ",time,frequency\n0,0.0,100\n1,0.01,0\n2,0.02,102\n",
        "time,voiced,f0\n0,1,100\n0.01,0,NA\n0.02,1,102\n",
        "rownr\tTime_s\tF0_Hz\n1\t0\t100\n2\t0.01\t0\n3\t0.02\t102\n",
        "frequency,time\n100,0\n0,0.01\n102,0.02\n",
        "\"time\" \"f0\"\n\"1\" 0 100\n\"2\" 0.01 NA\n\"3\" 0.02 102\n",
        "\"\",\"time\",\"f0\"\n\"1\",0,100\n\"2\",0.01,0\n\"3\",0.02,102\n",
        "Time (s);F0 (Hz)\n0;100\n0.01;\n0.02;102\n",
        "t,what,hz\n0,a,100\n0.01,b,0\n0.02,c,102\n"})
    void aHeaderTellsTheColumns(String content) throws IOException {
        Contour contour = PitchFile.contour(file(content));
        assertArrayEquals(new double[] {0, 0.01, 0.02}, contour.times());
        assertArrayEquals(new double[] {100, 0, 102}, contour.frequency());
    }

    @Test
    void aHeaderWithoutATimeIsRefused() throws IOException {
        Path file = file("f0,confidence\n100,0.5\n101,0.6\n");
        String message = assertThrows(FormatException.class, () -> PitchFile.contour(file)).getMessage();
        assertTrue(message.contains("line 1") && message.contains("no time"), message);
    }
}
