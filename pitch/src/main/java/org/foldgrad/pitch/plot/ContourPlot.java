package org.foldgrad.pitch.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.io.AtomicFile;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.TrackOptions;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A picture of a contour: f0 over the recording's spectrogram, frequency in octaves. The recording comes block by block. */
public final class ContourPlot {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 800;
    /** Labels of the frequency axis are this many Hz times powers of two. */
    private static final double REFERENCE = 50;
    /** Harmonics are drawn up to here, Hz. */
    private static final double CEILING = 5000;
    private static final Color VOICED = Palette.colour(1);
    private static final Color BAND = new Color(VOICED.getRed(), VOICED.getGreen(), VOICED.getBlue(), 70);
    private static final Color LEGEND = new Color(255, 255, 255, 200);
    private static final Color CLEAR = new Color(255, 255, 255, 0);

    private final double rate;
    private final double low;
    private final double high;
    private final Spectrogram spectrogram;
    private BufferedImage background;
    private long samples;

    /** A picture of a recording at {@code sampleRate} Hz, nothing heard of it yet, from the lowest f0 that {@code options} allow. */
    public ContourPlot(double sampleRate, TrackOptions options) {
        rate = sampleRate;
        low = options.fmin();
        high = Math.min(sampleRate / 2, Math.max(CEILING, 2 * options.fmax()));
        spectrogram = new Spectrogram(sampleRate);
    }

    /** Takes the next samples of the recording. */
    public void push(double[] block) {
        samples += block.length;
        spectrogram.push(block);
    }

    /** Draws what was heard and prepares for the rest; call it after the last samples, as soon as there are no more. */
    public void end() {
        background = spectrogram.image(low, high, WIDTH / 2, HEIGHT);
        Look.prepare();
    }

    /**
     * Writes the picture with the contour {@code track} to {@code file} as PNG, whole or not at all.
     *
     * @throws IOException if it cannot be written; the message is one sentence that names the file
     */
    public void write(Path file, PitchTrack track) throws IOException {
        BufferedImage image = draw(track);
        byte[] png = Look.png(image);
        AtomicFile.write(file, out -> out.write(png));
    }

    /** The chart's axes and lines over the spectrogram, which is drawn where the chart has put its plot. */
    private BufferedImage draw(PitchTrack track) throws IOException {
        XYChart chart = chart(track);
        BufferedImage lines = Look.image(chart, BufferedImage.TYPE_INT_ARGB);
        BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = page.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        int left = (int) Math.round(chart.getScreenXFromChart(0));
        int right = (int) Math.round(chart.getScreenXFromChart(samples / rate));
        int top = (int) Math.round(chart.getScreenYFromChart(octave(high)));
        int bottom = (int) Math.round(chart.getScreenYFromChart(octave(low)));
        g.drawImage(background, left, top, right - left, bottom - top, null);
        g.setColor(BAND);
        g.fill(errorBand(chart, track));
        g.drawImage(lines, 0, 0, null);
        g.dispose();
        return page;
    }

    private XYChart chart(PitchTrack track) throws IOException {
        XYChart chart = Look.chart(WIDTH, HEIGHT, null, "time (s)", "frequency (Hz)");
        XYStyler style = chart.getStyler();
        style.setPlotMargin(0).setChartBackgroundColor(CLEAR).setPlotBackgroundColor(CLEAR).setPlotContentSize(1);
        style.setLegendPosition(LegendPosition.InsideNE).setLegendBackgroundColor(LEGEND);
        style.setXAxisMin(0.0).setXAxisMax(samples / rate).setYAxisMin(octave(low)).setYAxisMax(octave(high));
        style.setyAxisTickLabelsFormattingFunction(octave -> String.format(Locale.ROOT, "%.0f", REFERENCE * Math.pow(2, octave)));
        add(chart, track, "f0", 4, k -> octave(track.frequency()[k]));
        add(chart, track, "voiced", 12, k -> octave(low) + 0.05);
        return chart;
    }

    /** A line over the voiced frames. */
    private static void add(XYChart chart, PitchTrack track, String name, float width, IntToDoubleFunction height) {
        double[] value = new double[track.frames()];
        Arrays.setAll(value, k -> track.frequency()[k] > 0 ? height.applyAsDouble(k) : Double.NaN);
        // of a level stretch the ends are enough, and leave no seams
        int[] kept = IntStream.range(0, value.length).filter(k -> k == 0 || k == value.length - 1
            || Double.compare(value[k], value[k - 1]) != 0 || Double.compare(value[k], value[k + 1]) != 0).toArray();
        double[] time = Arrays.stream(kept).mapToDouble(track::time).toArray();
        XYSeries line = Look.add(chart, name, time, Arrays.stream(kept).mapToDouble(k -> value[k]).toArray());
        line.setMarker(SeriesMarkers.NONE).setLineColor(VOICED);
        line.setLineStyle(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    }

    /** One standard deviation to either side, where it is known. */
    private static Path2D errorBand(XYChart chart, PitchTrack track) {
        Path2D band = new Path2D.Double();
        for (int k = 1; k < track.frames(); k++) {
            if (isKnown(track, k - 1) && isKnown(track, k)) {
                double x0 = chart.getScreenXFromChart(track.time(k - 1));
                double x1 = chart.getScreenXFromChart(track.time(k));
                band.moveTo(x0, edge(chart, track, k - 1, 1));
                band.lineTo(x1, edge(chart, track, k, 1));
                band.lineTo(x1, edge(chart, track, k, -1));
                band.lineTo(x0, edge(chart, track, k - 1, -1));
                band.closePath();
            }
        }
        return band;
    }

    private static boolean isKnown(PitchTrack track, int k) {
        return track.frequency()[k] > 0 && !Double.isNaN(track.errorCents()[k]);
    }

    private static double edge(XYChart chart, PitchTrack track, int k, int side) {
        return chart.getScreenYFromChart(octave(track.frequency()[k]) + side * track.errorCents()[k] / 1200);
    }

    private static double octave(double frequency) {
        return Math.log(frequency / REFERENCE) / Math.log(2);
    }
}
