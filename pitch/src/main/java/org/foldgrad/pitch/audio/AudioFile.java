package org.foldgrad.pitch.audio;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Reads audio files through {@link AudioSystem}: WAV, AIFF and AU with integer samples of 8 to 32 bits, floating-point ones of 32 or 64,
 * A-law or mu-law, at any rate, and whatever else a service provider on the class path adds.
 */
public final class AudioFile {
    /** Lengths from here on are not meant: programs that write to a pipe put the largest number they can into the header. */
    private static final long UNKNOWN_LENGTH = 0x7FFF_0000L;
    private static final int RIFF_HEADER = 12;

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
        try (InputStream bytes = open(file); AudioInputStream stream = pcm(AudioSystem.getAudioInputStream(bytes))) {
            AudioFormat format = stream.getFormat();
            if (channel < 0 || channel > format.getChannels()) {
                throw new IllegalArgumentException(file + " has " + counted(format.getChannels(), "channel") + ", no channel " + channel);
            }
            double[] samples = samples(file, stream, channel);
            return new Audio(samples, format.getSampleRate());
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(file + " is not an audio file of a known format; WAV, AIFF and AU files can be read", e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory, not an audio file");
        }
        try {
            InputStream bytes = Files.newInputStream(file);
            byte[] header = bytes.readNBytes(RIFF_HEADER);
            if (header.length == 0) {
                throw new IOException(file + " is empty");
            }
            return new BufferedInputStream(new SequenceInputStream(new ByteArrayInputStream(withUnknownLength(header)), bytes));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        }
    }

    /** A RIFF header that promises no length: the one written is often wrong, and not needed. */
    private static byte[] withUnknownLength(byte[] header) {
        if (new String(header, StandardCharsets.ISO_8859_1).startsWith("RIFF") && header.length == RIFF_HEADER) {
            Arrays.fill(header, 4, 8, (byte) 0xFF);
        }
        return header;
    }

    private static AudioInputStream pcm(AudioInputStream stream) {
        Encoding encoding = stream.getFormat().getEncoding();
        boolean isPcm = Set.of(Encoding.PCM_SIGNED, Encoding.PCM_UNSIGNED, Encoding.PCM_FLOAT).contains(encoding);
        return isPcm ? stream : AudioSystem.getAudioInputStream(Encoding.PCM_SIGNED, stream);
    }

    private static double[] samples(Path file, AudioInputStream stream, int channel) throws IOException {
        AudioFormat format = stream.getFormat();
        int frameSize = format.getFrameSize();
        int channels = format.getChannels();
        SampleReader reader = SampleReader.of(format);
        if (reader == null || frameSize != channels * reader.size()) {
            throw new IOException(file + " holds samples of a kind that cannot be read: " + format);
        }
        long promised = stream.getFrameLength();
        boolean isPromised = promised >= 0 && promised * frameSize < UNKNOWN_LENGTH;
        double[] samples = new double[isPromised ? (int) Math.min(promised, Math.max(0, Files.size(file) / frameSize)) : 1 << 16];
        byte[] frame = new byte[frameSize << 12];
        int n = 0;
        for (int got; (got = stream.readNBytes(frame, 0, frame.length)) >= frameSize;) {
            int frames = got / frameSize;
            if (n + frames > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(n + frames, 2 * samples.length));
            }
            for (int k = 0; k < frames; k++) {
                samples[n++] = sample(frame, k * frameSize, reader, channel, channels);
            }
        }
        if (isPromised && n < promised) {
            throw new IOException(file + " is truncated: its header promises " + promised + " samples a channel, it holds " + n);
        }
        if (n == 0) {
            throw new IOException(file + " holds no samples");
        }
        return finite(file, n == samples.length ? samples : Arrays.copyOf(samples, n));
    }

    private static double sample(byte[] frames, int at, SampleReader reader, int channel, int channels) {
        if (channel > 0) {
            return reader.read(frames, at + (channel - 1) * reader.size());
        }
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += reader.read(frames, at + c * reader.size());
        }
        return sum / channels;
    }

    private static double[] finite(Path file, double[] samples) throws IOException {
        for (int n = 0; n < samples.length; n++) {
            if (!Double.isFinite(samples[n])) {
                throw new IOException(file + ": sample " + n + " is " + samples[n] + "; every sample must be a finite number");
            }
        }
        return samples;
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
