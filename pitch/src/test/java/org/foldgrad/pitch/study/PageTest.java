package org.foldgrad.pitch.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.plot.LinePlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @Test
    void numbersKeepSixDigits() {
        assertEquals("2", Table.number(2));
        assertEquals("0.333333", Table.number(1.0 / 3));
        assertEquals("1.5", Table.number(1.5));
        assertEquals("3.20000e-07", Table.number(3.2e-7));
        assertEquals("-", Table.number(Double.NaN));
    }

    @Test
    void writesTablesTwiceAndTimesOnce(@TempDir Path folder) throws IOException {
        Page page = new Page(folder, "trial", "A trial");
        page.table("results", new Table("name", "value, of it").row("a, b", 0.5).row("c", 1));
        page.times(new Table("name", "seconds").row("a", 0.123));
        page.figure("line", "a line", new LinePlot("t", "x", "y").line("l", new double[] {0, 1}, new double[] {1, 2}));
        page.write();
        assertEquals("name,value of it\n\"a, b\",0.5\nc,1\n", Files.readString(folder.resolve("trial-results.csv")));
        String text = Files.readString(folder.resolve("trial.md"));
        assertTrue(text.startsWith("# A trial\n") && text.contains("`foldgrad study trial`"), text);
        assertTrue(text.contains("| a, b | 0.5 |\n") && text.contains("| a | 0.123 |\n") && text.contains("](trial-line.png)"), text);
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count(), "page, one CSV, one figure");
        }
    }

    @Test
    void vibratoMaterialHoldsItsOwnTruth() {
        Material m = Material.vibrato(0.5, 25, 50, 8);
        assertEquals(0, m.medianCents(m.start(0)), 1e-9);
        assertEquals(30, m.medianCents(m.start(30)), 1e-9);
        double right = m.phaseFold(FoldOptions.defaults()).loss(m.start(0)).item();
        double off = m.phaseFold(FoldOptions.defaults()).loss(m.start(30)).item();
        assertTrue(right < off / 10, right + " against " + off);
    }
}
