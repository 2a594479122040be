package org.foldgrad.pitch.plot;

import java.awt.image.BufferedImage;
import org.foldgrad.autodiff.Fourier;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.audio.Audio;

/** The power of a recording over time and log frequency, as a picture: white is silence, dark is loud. */
final class Spectrogram {
    /** Seconds of the analysis window: long enough to part the harmonics of a low voice. */
    private static final double WINDOW = 0.05;
    /** Decibels from black to white. */
    private static final double RANGE = 60;
    /** How dark the loudest point is, of 255. */
    private static final double DEPTH = 170;
    /** Between neighbouring shades: unseen, and the file is half as long. */
    private static final int STEP = 6;

    private Spectrogram() {}

    /**
     * {@code width} by {@code height} pixels: from 0 to the end of {@code audio}, and log-spaced from {@code low} (bottom) to {@code high}
     * Hz.
     */
    static BufferedImage image(Audio audio, double low, double high, int width, int height) {
        int length = Integer.highestOneBit((int) (WINDOW * audio.sampleRate())) * 2;
        double[][] power = new double[width][];
        double loudest = 0;
        for (int column = 0; column < width; column++) {
            power[column] = powerAt(audio, (column + 0.5) / width * audio.duration(), length);
            for (double p : power[column]) {
                loudest = Math.max(loudest, p);
            }
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < height; row++) {
            double bin = low * Math.pow(high / low, 1 - (row + 0.5) / height) / audio.sampleRate() * length;
            int below = Math.min((int) bin, length / 2 - 2);
            for (int column = 0; column < width; column++) {
                double[] p = power[column];
                double level = 10 * Math.log10((p[below] + (bin - below) * (p[below + 1] - p[below]) + 1e-300) / (loudest + 1e-290));
                int shade = 255 - STEP * (int) Math.rint(DEPTH / STEP * Math.clamp(1 + level / RANGE, 0, 1));
                image.setRGB(column, row, shade << 16 | shade << 8 | shade);
            }
        }
        return image;
    }

    /** Power in each bin around {@code time}, under a Hann window of {@link #WINDOW} seconds. */
    private static double[] powerAt(Audio audio, double time, int length) {
        double[] x = audio.samples();
        int window = (int) (WINDOW * audio.sampleRate());
        int first = (int) Math.round(time * audio.sampleRate()) - window / 2;
        double[] windowed = new double[length];
        for (int n = Math.max(0, -first); n < window && first + n < x.length; n++) {
            windowed[n] = x[first + n] * (0.5 - 0.5 * Math.cos(2 * Math.PI * n / window));
        }
        double[] spectrum = Fourier.rfft(Tensor.of(windowed)).toArray();
        double[] power = new double[length / 2];
        for (int k = 0; k < power.length; k++) {
            power[k] = spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1];
        }
        return power;
    }
}
