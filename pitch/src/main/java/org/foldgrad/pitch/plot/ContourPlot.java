package org.foldgrad.pitch.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.format.AtomicFile;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.TrackOptions;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A picture of a contour: f0 over the recording's spectrogram, frequency in octaves. */
public final class ContourPlot {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 800;
    /** Labels of the frequency axis are this many Hz times powers of two. */
    private static final double REFERENCE = 50;
    /** Harmonics are drawn up to here, Hz. */
    private static final double CEILING = 5000;
    private static final Color VOICED = new Color(0xD5, 0x5E, 0x00);
    private static final Color BAND = new Color(0xD5, 0x5E, 0x00, 70);
    private static final Color CLEAR = new Color(255, 255, 255, 0);
    private static final Color GRID = new Color(0, 0, 0, 28);

    private final Audio audio;
    private final PitchTrack track;
    private final double low;
    private final double high;

    private ContourPlot(Audio audio, PitchTrack track, TrackOptions options) {
        this.audio = audio;
        this.track = track;
        low = options.fmin();
        high = Math.min(audio.sampleRate() / 2, Math.max(CEILING, 2 * options.fmax()));
    }

    /**
     * Writes the picture of {@code track}, found in {@code audio} under {@code options}, to {@code file} as PNG, whole or not at all.
     *
     * @throws IOException if it cannot be written; the message is one sentence that names the file
     */
    public static void write(Path file, Audio audio, PitchTrack track, TrackOptions options) throws IOException {
        BufferedImage image = new ContourPlot(audio, track, options).draw();
        AtomicFile.write(file, out -> ImageIO.write(image, "png", out));
    }

    /** The chart's axes and lines over the spectrogram, which is drawn where the chart has put its plot. */
    private BufferedImage draw() {
        XYChart chart = chart();
        BufferedImage lines = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = lines.createGraphics();
        chart.paint(g, WIDTH, HEIGHT);
        g.dispose();

        BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        g = page.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        int left = (int) Math.round(chart.getScreenXFromChart(0));
        int right = (int) Math.round(chart.getScreenXFromChart(audio.duration()));
        int top = (int) Math.round(chart.getScreenYFromChart(octave(high)));
        int bottom = (int) Math.round(chart.getScreenYFromChart(octave(low)));
        g.drawImage(Spectrogram.image(audio, low, high, right - left, bottom - top), left, top, null);
        g.setColor(BAND);
        g.fill(errorBand(chart));
        g.drawImage(lines, 0, 0, null);
        voicingStrip(g, chart, bottom);
        g.dispose();
        return page;
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle("time (s)").yAxisTitle("frequency (Hz)").build();
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(CLEAR).setPlotBackgroundColor(CLEAR).setPlotBorderColor(Color.DARK_GRAY);
        style.setLegendVisible(false).setChartTitleVisible(false).setChartPadding(16);
        style.setPlotMargin(0).setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1)).setPlotContentSize(1);
        style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 26)).setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
        style.setXAxisMin(0.0).setXAxisMax(audio.duration()).setYAxisMin(octave(low)).setYAxisMax(octave(high));
        style.setYAxisTickMarkSpacingHint(80).setXAxisTickMarkSpacingHint(150);
        style.setyAxisTickLabelsFormattingFunction(octave -> String.format(Locale.ROOT, "%.0f", REFERENCE * Math.pow(2, octave)));
        double[] time = new double[track.frames()];
        double[] value = new double[track.frames()];
        for (int k = 0; k < time.length; k++) {
            time[k] = track.time(k);
            value[k] = track.frequency()[k] > 0 ? octave(track.frequency()[k]) : Double.NaN;
        }
        XYSeries line = chart.addSeries("f0", time, value);
        line.setMarker(SeriesMarkers.NONE).setLineColor(VOICED).setLineWidth(4);
        return chart;
    }

    /** One standard deviation to either side, where it is known. */
    private Path2D errorBand(XYChart chart) {
        Path2D band = new Path2D.Double();
        for (int k = 1; k < track.frames(); k++) {
            if (isKnown(k - 1) && isKnown(k)) {
                double x0 = chart.getScreenXFromChart(track.time(k - 1));
                double x1 = chart.getScreenXFromChart(track.time(k));
                band.moveTo(x0, edge(chart, k - 1, 1));
                band.lineTo(x1, edge(chart, k, 1));
                band.lineTo(x1, edge(chart, k, -1));
                band.lineTo(x0, edge(chart, k - 1, -1));
                band.closePath();
            }
        }
        return band;
    }

    private boolean isKnown(int k) {
        return track.frequency()[k] > 0 && !Double.isNaN(track.errorCents()[k]);
    }

    private double edge(XYChart chart, int k, int side) {
        return chart.getScreenYFromChart(octave(track.frequency()[k]) + side * track.errorCents()[k] / 1200);
    }

    /** A bar along the time axis: coloured where voiced. */
    private void voicingStrip(Graphics2D g, XYChart chart, int bottom) {
        g.setColor(VOICED);
        for (int k = 0; k < track.frames(); k++) {
            if (track.frequency()[k] > 0) {
                double x = chart.getScreenXFromChart(track.time(k) - track.hop() / 2);
                double end = chart.getScreenXFromChart(track.time(k) + track.hop() / 2);
                g.fill(new Rectangle2D.Double(x, bottom - 10, end - x + 0.5, 10));
            }
        }
    }

    private static double octave(double frequency) {
        return Math.log(frequency / REFERENCE) / Math.log(2);
    }
}
