package org.foldgrad.pitch.plot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.optim.Adam;
import org.foldgrad.pitch.optim.Descent;
import org.foldgrad.pitch.optim.History;
import org.foldgrad.pitch.optim.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryPlotTest {
    @Test
    void drawsAllThreeCurves(@TempDir Path folder) throws IOException {
        History history = new Descent(new Adam(), Schedule.constant(0.1)).minimise(x -> x.square().sum(), Tensor.of(1, 2)).history();
        Path file = folder.resolve("history.png");
        HistoryPlot.of("a bowl", history).write(file);
        BufferedImage image = ImageIO.read(file.toFile());
        for (int series = 0; series < 3; series++) {
            int colour = Palette.colour(series).getRGB();
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            assertTrue(Arrays.stream(pixels).filter(pixel -> pixel == colour).count() > 200, "curve " + series + " is not there");
        }
    }
}
