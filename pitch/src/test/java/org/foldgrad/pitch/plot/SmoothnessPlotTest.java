package org.foldgrad.pitch.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.check.SmoothnessReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmoothnessPlotTest {
    private static final Tensor ONE = Tensor.scalar(1);

    @Test
    void drawsTheGradientWhereThereIsOne(@TempDir Path folder) throws IOException {
        SmoothnessReport bowl = SmoothnessReport.along((Tensor x) -> x.square().square(), ONE, ONE, 0.5);
        SmoothnessReport stairs = SmoothnessReport.along((Tensor x) -> Ops.floor(x.times(10)), ONE, ONE, 0.5);
        assertEquals(2, curves(SmoothnessPlot.differences("bowl", bowl), folder));
        assertEquals(1, curves(SmoothnessPlot.differences("stairs", stairs), folder));
        assertEquals(1, curves(SmoothnessPlot.slice("stairs", stairs), folder));
    }

    private static int curves(LinePlot plot, Path folder) throws IOException {
        Path file = folder.resolve("plot.png");
        plot.write(file);
        BufferedImage image = ImageIO.read(file.toFile());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        int curves = 0;
        while (drawn(pixels, curves)) {
            curves++;
        }
        return curves;
    }

    private static boolean drawn(int[] pixels, int series) {
        int colour = Palette.colour(series).getRGB();
        return Arrays.stream(pixels).filter(pixel -> pixel == colour).count() > 100;
    }
}
