package org.foldgrad.pitch.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.foldgrad.pitch.format.AtomicFile;
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
 * {@link Palette} in turn.
 */
public final class LinePlot {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 750;
    private static final float[] DASHES = {12, 8};

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Series> series = new ArrayList<>();
    private boolean isLogX;
    private boolean isLogY;
    private double[] yRange;

    /** One set of points; {@code spread} is null or the half-length of each error bar. */
    private record Series(String name, double[] x, double[] y, double[] spread, Marker marker, BasicStroke stroke) {}

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
        return add(new Series(name, x, y, null, SeriesMarkers.NONE, new BasicStroke(3)));
    }

    /** Adds a dashed line, for what is expected rather than found. */
    public LinePlot dashed(String name, double[] x, double[] y) {
        return add(new Series(name, x, y, null, SeriesMarkers.NONE,
            new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)));
    }

    /** Adds a line with a mark on each of its points, for measurements. */
    public LinePlot marked(String name, double[] x, double[] y) {
        return add(new Series(name, x, y, null, SeriesMarkers.CIRCLE, new BasicStroke(3)));
    }

    /** Adds a marked line with error bars of {@code spread} to either side. */
    public LinePlot marked(String name, double[] x, double[] y, double[] spread) {
        return add(new Series(name, x, y, spread, SeriesMarkers.CIRCLE, new BasicStroke(3)));
    }

    /** Adds points without a line. */
    public LinePlot points(String name, double[] x, double[] y) {
        return add(new Series(name, x, y, null, SeriesMarkers.CIRCLE, null));
    }

    private LinePlot add(Series added) {
        if (added.x.length != added.y.length || added.x.length == 0) {
            throw new IllegalArgumentException("series \"" + added.name + "\" has " + added.x.length + " x and " + added.y.length
                + " y: as many, and one at least, are needed");
        }
        series.add(added);
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
                ImageIO.write(Look.image(chart, BufferedImage.TYPE_INT_RGB), "png", out);
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
        for (int k = 0; k < series.size(); k++) {
            draw(chart, series.get(k), Palette.colour(k));
        }
        return chart;
    }

    private void draw(XYChart chart, Series s, Color colour) {
        for (int k = 0; k < s.x.length; k++) {
            if (isLogX && s.x[k] <= 0 || isLogY && s.y[k] <= 0) {
                throw new IllegalArgumentException(
                    "series \"" + s.name + "\": (" + s.x[k] + ", " + s.y[k] + ") cannot be shown on a logarithmic axis");
            }
        }
        XYSeries added = Look.add(chart, s.name, s.x, s.y, s.spread);
        added.setMarker(s.marker).setMarkerColor(colour).setLineColor(colour);
        added.setLineStyle(s.stroke == null ? SeriesLines.NONE : s.stroke);
    }
}
