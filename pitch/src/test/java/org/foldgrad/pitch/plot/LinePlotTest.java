package org.foldgrad.pitch.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinePlotTest {
    private static final double[] X = {1, 10, 100, 1000, 10000};
    private static final double[] Y = {1, 0.3, Double.NaN, 0.03, 0.0001};

    @TempDir
    Path folder;

    private static LinePlot plot() {
        return new LinePlot("Error against samples", "samples", "relative error").logX().logY().marked("measured", X, Y)
            .dashed("theory", X, new double[] {1, 0.1, 0.01, 0.001, 0.0001}).points("worst", X, new double[] {2, 1, 0.5, 0.25, 0.1});
    }

    @Test
    void everySeriesIsSeenInItsColour() throws IOException {
        Path file = folder.resolve("a.png");
        plot().write(file);
        BufferedImage image = ImageIO.read(file.toFile());
        for (int k = 0; k < 3; k++) {
            int colour = Palette.colour(k).getRGB();
            long seen = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    seen += image.getRGB(x, y) == colour ? 1 : 0;
                }
            }
            assertTrue(seen > 300, "series " + k + ": " + seen + " pixels");
        }
    }

    @Test
    void aFigureIsTheSameEachTime() throws IOException {
        for (String ending : new String[] {".png", ".svg"}) {
            Path first = folder.resolve("first" + ending);
            Path second = folder.resolve("second" + ending);
            plot().write(first);
            plot().write(second);
            assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        }
        assertTrue(Files.readString(folder.resolve("first.svg")).startsWith("<?xml"));
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        Path file = folder.resolve("a.png");
        assertThrows(IllegalArgumentException.class, () -> plot().write(folder.resolve("a.jpg")));
        assertThrows(IllegalArgumentException.class, () -> new LinePlot("t", "x", "y").write(file));
        assertThrows(IllegalArgumentException.class, () -> new LinePlot("t", "x", "y").line("l", X, new double[1]));
        String message = assertThrows(IllegalArgumentException.class,
            () -> new LinePlot("t", "x", "y").logY().line("l", new double[] {1, 2}, new double[] {1, 0}).write(file)).getMessage();
        assertEquals("series \"l\": (2.0, 0.0) cannot be shown on a logarithmic axis", message);
    }
}
