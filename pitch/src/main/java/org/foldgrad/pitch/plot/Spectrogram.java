package org.foldgrad.pitch.plot;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.foldgrad.autodiff.Fourier;
import org.foldgrad.autodiff.Tensor;

/**
 * The power of a recording over time and log frequency, as a picture: white is silence, dark is loud. It listens block by block and keeps
 * so many columns at most: whenever there are more, each two become one. All are means over windows that overlap, so that it looks alike from
 * the first to the last.
 */
final class Spectrogram {
    /** Seconds of the analysis window: long enough to part the harmonics of a low voice. */
    private static final double WINDOW = 0.05;
    /** Most columns kept, and the seconds between them at first. */
    private static final int MOST = 1000;
    private static final double SPACING = 0.004;
    /** Decibels from black to white. */
    private static final double RANGE = 60;
    /** How dark the loudest point is, of 255. */
    private static final double DEPTH = 170;
    /** Between neighbouring shades: unseen, and the file is half as long. */
    private static final int STEP = 6;

    private final double rate;
    private final int window;
    private final int length;
    private final double[] hann;
    private final float[][] power = new float[MOST][];
    /** Columns that are complete, and windows in the one after them. */
    private int columns;
    private int begun;
    /** Samples between windows, windows of which a column is the mean, and windows so far; window w is about sample (w + 1/2) spacing. */
    private long spacing;
    private int perColumn = 1;
    private long windows;
    /** Samples from number {@code start} on. */
    private double[] held = new double[0];
    private long start;

    /** An empty spectrogram at {@code rate} samples a second. */
    Spectrogram(double rate) {
        this.rate = rate;
        window = (int) Math.ceil(WINDOW * rate);
        length = Integer.highestOneBit(window) * 2;
        hann = new double[window];
        Arrays.setAll(hann, n -> 0.5 - 0.5 * Math.cos(2 * Math.PI * n / window));
        spacing = Math.max(1, Math.round(SPACING * rate));
    }

    /** Takes the next samples. */
    void push(double[] block) {
        double[] x = Arrays.copyOf(held, held.length + block.length);
        System.arraycopy(block, 0, x, held.length, block.length);
        held = x;
        while (first() + window <= start + held.length) {
            advance();
        }
        int drop = Math.clamp(first() - start, 0, held.length);
        held = Arrays.copyOfRange(held, drop, held.length);
        start += drop;
    }

    /** The first sample of the next window. */
    private long first() {
        return windows * spacing + spacing / 2 - window / 2;
    }

    /** Takes the next window, or makes room for its column. */
    private void advance() {
        if (columns == MOST) {
            halve();
            return;
        }
        float[] next = powerFrom((int) (first() - start));
        begun++;
        windows++;
        if (begun == 1) {
            power[columns] = next;
        } else {
            for (int k = 0; k < next.length; k++) {
                power[columns][k] += (next[k] - power[columns][k]) / begun;
            }
        }
        if (begun == perColumn) {
            columns++;
            begun = 0;
        }
    }

    /** Each two columns become one, of windows farther apart as long as these overlap. */
    private void halve() {
        columns = MOST / 2;
        if (4 * spacing < 3 * window / 2) {
            spacing *= 2;
            windows /= 2;
        } else {
            perColumn *= 2;
        }
        for (int c = 0; c < columns; c++) {
            for (int k = 0; k < length / 2; k++) {
                power[c][k] = (power[2 * c][k] + power[2 * c + 1][k]) / 2;
            }
        }
    }

    /** Power in each bin of a Hann window that starts at sample {@code first} of those held. */
    private float[] powerFrom(int first) {
        double[] windowed = new double[length];
        for (int n = Math.max(0, -first); n < window && first + n < held.length; n++) {
            windowed[n] = held[first + n] * hann[n];
        }
        double[] spectrum = Fourier.rfft(Tensor.of(windowed)).toArray();
        float[] bins = new float[length / 2];
        for (int k = 0; k < bins.length; k++) {
            bins[k] = (float) (spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1]);
        }
        return bins;
    }

    /** {@code width} by {@code height} pixels: from the first sample to the last, and log-spaced from {@code low} (bottom) to {@code high} Hz. */
    BufferedImage image(double low, double high, int width, int height) {
        long samples = start + held.length;
        while (windows * spacing < samples) {
            advance();
        }
        int last = begun > 0 ? columns : columns - 1;
        float loudest = 0;
        for (int c = 0; c <= last; c++) {
            for (float p : power[c]) {
                loudest = Math.max(loudest, p);
            }
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < height; row++) {
            double bin = low * Math.pow(high / low, 1 - (row + 0.5) / height) / rate * length;
            int below = Math.min((int) bin, length / 2 - 2);
            for (int x = 0; x < width; x++) {
                float[] p = power[Math.min(last, (int) ((x + 0.5) / width * samples / (spacing * perColumn)))];
                double level = 10 * Math.log10((p[below] + (bin - below) * (p[below + 1] - p[below]) + 1e-300) / (loudest + 1e-290));
                int shade = 255 - STEP * (int) Math.rint(DEPTH / STEP * Math.clamp(1 + level / RANGE, 0, 1));
                image.setRGB(x, row, shade << 16 | shade << 8 | shade);
            }
        }
        return image;
    }
}
