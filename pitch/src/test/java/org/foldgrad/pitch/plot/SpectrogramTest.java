package org.foldgrad.pitch.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrogramTest {
    private static final double RATE = 4000;
    private static final int HEIGHT = 300;

    /** A tone that jumps from 200 to 800 Hz half-way. */
    private static double[] jump(double seconds) {
        double[] x = new double[(int) (seconds * RATE)];
        Arrays.setAll(x, n -> Math.sin(2 * Math.PI * (n < x.length / 2 ? 200 : 800) * n / RATE));
        return x;
    }

    private static BufferedImage image(double[] x, int block) {
        Spectrogram spectrogram = new Spectrogram(RATE);
        for (int from = 0; from < x.length; from += block) {
            spectrogram.push(Arrays.copyOfRange(x, from, Math.min(x.length, from + block)));
        }
        return spectrogram.image(100, 1600, 200, HEIGHT);
    }

    /** The frequency of the darkest rows' middle. */
    private static double loudest(BufferedImage image, int column) {
        int darkest = IntStream.range(0, HEIGHT).map(y -> image.getRGB(column, y) & 0xFF).min().orElseThrow();
        double row = IntStream.range(0, HEIGHT).filter(y -> (image.getRGB(column, y) & 0xFF) == darkest).average().orElseThrow();
        return 100 * Math.pow(16, 1 - (row + 0.5) / HEIGHT);
    }

    /** With and without columns that are made one, several times over; to half a bin. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 4.1, 70})
    void showsWhatSoundsWhenHoweverLongItLasts(double seconds) {
        BufferedImage image = image(jump(seconds), 1 << 16);
        for (int column : new int[] {20, 80}) {
            assertEquals(200, loudest(image, column), 8);
            assertEquals(800, loudest(image, 199 - column), 8);
        }
    }

    /** Noise is as even at the end as at the start, where columns were made one. */
    @Test
    void looksAlikeFromTheFirstToTheLast() {
        double[] noise = new Random(1).doubles((int) (70 * RATE), -1, 1).toArray();
        BufferedImage image = image(noise, 1 << 16);
        assertEquals(1, unevenness(image, 0) / unevenness(image, 100), 0.25);
    }

    /** The standard deviation of the shades of a hundred columns from {@code x} on. */
    private static double unevenness(BufferedImage image, int x) {
        double[] shades = Arrays.stream(image.getRGB(x, 0, 100, HEIGHT, null, 0, 100)).mapToDouble(rgb -> rgb & 0xFF).toArray();
        double mean = Arrays.stream(shades).average().orElseThrow();
        return Math.sqrt(Arrays.stream(shades).map(s -> (s - mean) * (s - mean)).average().orElseThrow());
    }

    @Test
    void blocksOfAnySizeGiveTheSamePicture() {
        double[] x = jump(9);
        int[] whole = image(x, x.length).getRGB(0, 0, 200, HEIGHT, null, 0, 200);
        assertArrayEquals(whole, image(x, 777).getRGB(0, 0, 200, HEIGHT, null, 0, 200));
    }
}
