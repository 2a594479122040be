package org.foldgrad.pitch.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;

/** What all figures share: fonts, grid, margins. */
final class Look {
    private static final Color GRID = new Color(0, 0, 0, 28);

    private Look() {}

    /** Draws an empty chart: finding fonts and loading classes takes the first one a few tenths of a second, which need not be waited for. */
    static void prepare() {
        try {
            image(chart(160, 80, null, "", ""), BufferedImage.TYPE_INT_ARGB);
        } catch (IOException e) {
            // no fonts: the real chart will say so
        }
    }

    /**
     * An empty chart; without a title if it is null.
     *
     * @throws IOException if there are no fonts to write on it with
     */
    static XYChart chart(int width, int height, String title, String xLabel, String yLabel) throws IOException {
        requireFonts();
        XYChart chart = new XYChartBuilder().width(width).height(height).title(title == null ? "" : title)
            .xAxisTitle(xLabel).yAxisTitle(yLabel).build();
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE).setPlotBorderColor(Color.DARK_GRAY);
        style.setChartTitleVisible(title != null).setChartTitleBoxVisible(false).setChartTitleFont(font(Font.BOLD, 24));
        style.setChartTitlePadding(12).setChartPadding(16);
        style.setLegendFont(font(Font.PLAIN, 20)).setLegendBorderColor(new Color(0, 0, 0, 0)).setMarkerSize(10);
        style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
        style.setYAxisTickMarkSpacingHint(80).setXAxisTickMarkSpacingHint(120);
        style.setAxisTitleFont(font(Font.PLAIN, 24)).setAxisTickLabelsFont(font(Font.PLAIN, 20)).setAxisTickPadding(8);
        return chart;
    }

    /** Adds a line. */
    static XYSeries add(XYChart chart, String name, double[] x, double[] y) {
        // XChart labels evenly spaced points one by one, too many of them: one more, not drawn, makes them uneven.
        int n = x.length;
        double[] x1 = Arrays.copyOf(x, n + 1);
        double[] y1 = Arrays.copyOf(y, n + 1);
        x1[n] = x[0] + 0.414 * (x[n - 1] - x[0]);
        y1[n] = Double.NaN;
        return chart.addSeries(name, x1, y1);
    }

    /** The chart painted on a page of its size, which may be transparent. */
    static BufferedImage image(XYChart chart, int type) {
        BufferedImage image = new BufferedImage(chart.getWidth(), chart.getHeight(), type);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        chart.paint(g, image.getWidth(), image.getHeight());
        g.dispose();
        return image;
    }

    private static void requireFonts() throws IOException {
        try {
            font(Font.PLAIN, 12).getStringBounds("0", new FontRenderContext(null, true, true));
        } catch (RuntimeException | InternalError e) {
            throw new IOException(
                "no picture can be drawn, for Java finds no fonts on this machine: install fontconfig and a font, or do without", e);
        }
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /** {@code image} as PNG, made in memory: where a disk is full, ImageIO says less of it than the file's stream does. */
    static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }
}
