package org.foldgrad.pitch.accuracy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.foldgrad.pitch.audio.Synth;
import org.foldgrad.pitch.audio.WavBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyReportTest {
    private static final List<String> FIGURES = List.of("coverage.png", "noise-accuracy.png", "noise-error.png", "reliability.png", "tolerance.png");

    @TempDir
    Path folder;

    /** A steady tone whose reference is off by some cents. */
    private void clip(String name, double hz, double cents) throws IOException {
        Path file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        Synth tone = new Synth(0.4, t -> hz, t -> 1, f -> f < 2000 ? 1 : 0);
        Files.write(Path.of(file + ".wav"), new WavBytes().of(tone.render(16000).samples()));
        StringBuilder reference = new StringBuilder("time,f0\n");
        for (int k = 0; k <= 80; k++) {
            reference.append(k * 5 / 1000.0).append(',').append(hz * Math.pow(2, cents / 1200)).append('\n');
        }
        Files.writeString(Path.of(file + ".csv"), reference);
    }

    @Test
    void writesTheSamePageAndFiguresAgain() throws IOException {
        clip("public/right", 150, 0);
        clip("public/wrong", 300, 100);
        clip("real/notes/near", 200, 20);
        Files.writeString(folder.resolve("data/public/index.csv"), "clip,condition\nright,harmonic\nwrong,odd\n");
        Path page = folder.resolve("page.md");
        AccuracyReport.write(folder.resolve("data"), page, step -> { });
        String text = Files.readString(page);
        List<byte[]> figures = figures();

        assertTrue(text.contains("| 2 clips | RPA50 |") && text.contains("| **Foldgrad** | 50.0 | 50.0 | 50.0 | 50.0 |"), text);
        assertTrue(text.contains("| harmonic (1) | 100.0 | 100.0 | 100.0 |") && text.contains(" | 100 | 100 | 100 |\n"), text);
        assertTrue(text.contains("| best other tool RPA50 |") && text.indexOf("| pYIN |") < text.indexOf("| REAPER 40-1250 |"), text);
        assertTrue(text.contains("| notes (1) | 100.0 | 100.0 | 0.0 |"), text);
        assertTrue(text.contains("| Praat ac 40-1250 | 95.5 | 93.4 |"), text);
        assertTrue(text.contains("1 of the 3 clips have less than 95 %") && text.contains("| public/wrong | 0.0 |"), text);

        AccuracyReport.write(folder.resolve("data"), page, step -> { });
        assertEquals(text, Files.readString(page));
        List<byte[]> again = figures();
        for (int i = 0; i < figures.size(); i++) {
            assertArrayEquals(figures.get(i), again.get(i), FIGURES.get(i));
        }
    }

    @Test
    void whatIsNotThereIsLeftOut() throws IOException {
        clip("public/alone", 150, 0);
        Path page = folder.resolve("page.md");
        AccuracyReport.write(folder.resolve("data"), page, step -> { });
        String text = Files.readString(page);
        assertTrue(text.contains("| public (1) | 100.0 |"), text);
        assertFalse(text.contains("## Noise") || text.contains("## Speech") || text.contains("## Pitch marks"), text);
    }

    private List<byte[]> figures() throws IOException {
        List<byte[]> figures = new ArrayList<>();
        for (String name : FIGURES) {
            Path file = folder.resolve("page").resolve(name);
            assertEquals(1200, ImageIO.read(file.toFile()).getWidth());
            figures.add(Files.readAllBytes(file));
        }
        return figures;
    }

    @Test
    void aFolderWithoutClipsIsRefused() {
        assertTrue(assertThrows(IOException.class, () -> AccuracyReport.write(folder, folder.resolve("page.md"), step -> { }))
            .getMessage().contains("has no folder public"));
    }
}
