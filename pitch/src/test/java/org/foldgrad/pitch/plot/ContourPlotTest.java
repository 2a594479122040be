package org.foldgrad.pitch.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.audio.Synth;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.TrackOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContourPlotTest {
    private static final int LINE = Palette.colour(1).getRGB();
    private static final Synth TONE = new Synth(1, t -> 400, t -> t < 0.5 ? 1 : 0, f -> f < 450 ? 1 : 0);

    @TempDir
    Path folder;

    private BufferedImage draw(double errorCents) throws IOException {
        Path file = folder.resolve("a.png");
        write(file, errorCents);
        return ImageIO.read(file.toFile());
    }

    private static void write(Path file, double errorCents) throws IOException {
        Audio audio = TONE.render(16000);
        double[] f0 = IntStream.rangeClosed(0, 100).mapToDouble(k -> TONE.f0(k * 0.01)).toArray();
        double[] error = new double[f0.length];
        Arrays.fill(error, errorCents);
        ContourPlot plot = new ContourPlot(audio.sampleRate(), TrackOptions.defaults());
        plot.push(audio.samples());
        plot.end();
        plot.write(file, new PitchTrack(0.01, f0, new double[f0.length], f0, error, error, error, new double[0]));
    }

    @Test
    void namesThePictureThatThereIsNoSpaceFor() {
        Path full = Path.of("/dev/full"); // accepts nothing that is written to it
        assumeTrue(Files.exists(full));
        IOException thrown = assertThrows(IOException.class, () -> write(full, 10));
        assertTrue(thrown.getMessage().startsWith("/dev/full: cannot be written: "), thrown.getMessage());
    }

    /** The rows of column {@code x} that hold {@code colour}. */
    private static int[] rows(BufferedImage image, int x, int colour) {
        return IntStream.range(0, image.getHeight()).filter(y -> image.getRGB(x, y) == colour).toArray();
    }

    @Test
    void theContourLiesOnTheToneAndOnlyWhereItSounds() throws IOException {
        BufferedImage image = draw(Double.NaN);
        int voiced = image.getWidth() / 3;
        int unvoiced = image.getWidth() * 3 / 4;
        int[] line = rows(image, voiced, LINE);
        assertTrue(line.length > 6, line.length + " pixels: the line and the strip at the bottom");
        assertEquals(0, rows(image, unvoiced, LINE).length);
        int darkest = IntStream.range(30, line[line.length - 1] - 20).filter(y -> Arrays.stream(line).noneMatch(l -> Math.abs(l - y) < 4))
            .boxed().min((a, b) -> Integer.compare(image.getRGB(voiced, a) & 0xFF, image.getRGB(voiced, b) & 0xFF)).orElseThrow();
        assertEquals(line[0], darkest, 12, "the spectrogram's darkest row is at the contour");
    }

    @Test
    void theErrorBandIsAsWideAsTheError() throws IOException {
        int x = draw(Double.NaN).getWidth() / 3;
        BufferedImage without = draw(Double.NaN);
        BufferedImage with = draw(100);
        long changed = IntStream.range(0, with.getHeight()).filter(y -> with.getRGB(x, y) != without.getRGB(x, y)).count();
        double octaves = Math.log(5000 / 40.0) / Math.log(2);
        assertEquals(200 / 1200.0 / octaves * 710, changed + 4, 4); // 4: the line itself
    }
}
