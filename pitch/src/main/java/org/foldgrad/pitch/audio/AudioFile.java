package org.foldgrad.pitch.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads audio files whole; {@link AudioStream} says which, and reads long ones block by block. */
public final class AudioFile {
    private AudioFile() {}

    /**
     * The mean of all channels of {@code file}.
     *
     * @throws IOException if the file cannot be read as audio; the message is one sentence that names the file
     */
    public static Audio read(Path file) throws IOException {
        return read(file, 0);
    }

    /**
     * One channel of {@code file}.
     *
     * @param channel from 1; 0 for the mean of all channels
     * @throws IOException if the file cannot be read as audio; the message is one sentence that names the file
     * @throws IllegalArgumentException if the file has no such channel
     */
    public static Audio read(Path file, int channel) throws IOException {
        try (AudioStream stream = AudioStream.open(file, channel)) {
            double[] samples = new double[0];
            int count = 0;
            for (double[] block; (block = stream.next()) != null; count += block.length) {
                if (count + block.length > samples.length) {
                    samples = Arrays.copyOf(samples, Math.max(count + block.length, 2 * samples.length));
                }
                System.arraycopy(block, 0, samples, count, block.length);
            }
            return new Audio(count == samples.length ? samples : Arrays.copyOf(samples, count), stream.sampleRate());
        }
    }
}
