package org.foldgrad.pitch.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.foldgrad.autodiff.io.AtomicFile;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A figure of lines and points over two axes, each linear or logarithmic, as PNG or SVG. A NaN breaks a line. Series take the colours of
 * {@link Palette} in turn; lines after the last colour are dashed.
 */
public final class LinePlot {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 750;
    private static final BasicStroke SOLID = new BasicStroke(3);
    private static final BasicStroke DASHED = new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {12, 8}, 0);
    /** Decades of a logarithmic axis below which it is labelled between the powers of ten too. */
    private static final double FEW = 1.7;
    /** Size of the labels where there are so many. */
    private static final int SMALL = 15;
    /** Between them and the axis title. */
    private static final int PADDING = 15;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Series> series = new ArrayList<>();
    /** Colours used so far. */
    private int colours;
    private boolean isLogX;
    private boolean isLogY;
    private double[] yRange;

    /** One set of points; {@code name} is null if the legend is to leave it out. */
    private record Series(String name, double[] x, double[] y, Marker marker, BasicStroke stroke, int colour) {}

    /** An empty figure. */
    public LinePlot(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** Makes the horizontal axis logarithmic. */
    public LinePlot logX() {
        isLogX = true;
        return this;
    }

    /** Makes the vertical axis logarithmic. */
    public LinePlot logY() {
        isLogY = true;
        return this;
    }

    /** Shows the values from {@code least} to {@code most} only; otherwise all are shown. */
    public LinePlot yRange(double least, double most) {
        yRange = new double[] {least, most};
        return this;
    }

    /** Adds a line through points close together. */
    public LinePlot line(String name, double[] x, double[] y) {
        return add(new Series(name, x, y, SeriesMarkers.NONE, SOLID, colours));
    }

    /** Adds a dashed line, for what is expected rather than found. */
    public LinePlot dashed(String name, double[] x, double[] y) {
        return add(new Series(name, x, y, SeriesMarkers.NONE, DASHED, colours));
    }

    /** Adds a dashed line in the colour of the series before, for what that one is expected to be; the legend leaves it out. */
    public LinePlot expected(double[] x, double[] y) {
        colours--;
        return add(new Series(null, x, y, SeriesMarkers.NONE, DASHED, colours));
    }

    /** Adds a line with a mark on each of its points, for measurements. */
    public LinePlot marked(String name, double[] x, double[] y) {
        return add(new Series(name, x, y, SeriesMarkers.CIRCLE, SOLID, colours));
    }

    /** Adds points without a line: the first discs, all others crosses, so that both are seen where they meet. */
    public LinePlot points(String name, double[] x, double[] y) {
        return add(new Series(name, x, y, series.isEmpty() ? SeriesMarkers.CIRCLE : new Cross(), null, colours));
    }

    private LinePlot add(Series added) {
        if (added.x.length != added.y.length || added.x.length == 0) {
            throw new IllegalArgumentException("series \"" + added.name + "\" has " + added.x.length + " x and " + added.y.length
                + " y: as many, and one at least, are needed");
        }
        series.add(added);
        colours++;
        return this;
    }

    /**
     * Writes the figure to {@code file}, as its name ends: .png or .svg; whole or not at all.
     *
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if the name ends otherwise, there is nothing to show, or a value on a logarithmic axis is not
     *     positive
     */
    public void write(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".png") && !name.endsWith(".svg")) {
            throw new IllegalArgumentException("a figure is written as .png or .svg, not " + file);
        }
        XYChart chart = chart();
        AtomicFile.write(file, out -> {
            if (name.endsWith(".svg")) {
                VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
            } else {
                out.write(Look.png(Look.image(chart, BufferedImage.TYPE_INT_RGB)));
            }
        });
    }

    private XYChart chart() throws IOException {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("the figure \"" + title + "\" has no series");
        }
        XYChart chart = Look.chart(WIDTH, HEIGHT, title, xLabel, yLabel);
        chart.getStyler().setXAxisLogarithmic(isLogX).setYAxisLogarithmic(isLogY);
        chart.getStyler().setLegendVisible(series.size() > 1).setLegendPosition(LegendPosition.OutsideE);
        if (yRange != null) {
            chart.getStyler().setYAxisMin(yRange[0]).setYAxisMax(yRange[1]);
        }
        for (Series s : series) {
            draw(chart, s, Palette.colour(s.colour));
        }
        boolean isShortX = decades(Series::x) < FEW;
        chart.getStyler().setXAxisLogarithmicDecadeOnly(!isShortX).setYAxisLogarithmicDecadeOnly(decades(Series::y) >= FEW);
        if (isLogX && isShortX) {
            chart.getStyler().setAxisTickLabelsFont(Look.font(Font.PLAIN, SMALL)).setAxisTitlePadding(PADDING);
        }
        return chart;
    }

    private double decades(Function<Series, double[]> axis) {
        DoubleSummaryStatistics all = series.stream().flatMapToDouble(s -> DoubleStream.of(axis.apply(s))).filter(v -> v > 0).summaryStatistics();
        return Math.log10(all.getMax() / all.getMin());
    }

    private void draw(XYChart chart, Series s, Color colour) {
        for (int k = 0; k < s.x.length; k++) {
            if (isLogX && s.x[k] <= 0 || isLogY && s.y[k] <= 0) {
                throw new IllegalArgumentException(
                    "series \"" + s.name + "\": (" + s.x[k] + ", " + s.y[k] + ") cannot be shown on a logarithmic axis");
            }
        }
        XYSeries added = Look.add(chart, s.name == null ? "series " + series.indexOf(s) : s.name, s.x, s.y);
        added.setMarker(s.marker).setMarkerColor(colour).setLineColor(colour);
        added.setShowInLegend(s.name != null);
        added.setLineStyle(s.stroke == null ? SeriesLines.NONE : s.colour < Palette.SIZE ? s.stroke : DASHED);
    }
}
