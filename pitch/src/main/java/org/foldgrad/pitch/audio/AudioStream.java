package org.foldgrad.pitch.audio;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * An audio file read block by block, through {@link AudioSystem}: WAV (RF64 too), AIFF (AIFF-C too) and AU with integer samples of 8 to 32
 * bits, floating-point ones of 32 or 64, A-law or mu-law, at any rate, and whatever else a service provider on the class path adds.
 */
public final class AudioStream implements Closeable {
    /** Lengths from here on are not meant: programs that write to a pipe put the largest number they can into the header. */
    private static final long UNKNOWN_LENGTH = 0x7FFF_0000L;
    /** Most samples in a block. */
    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final AudioInputStream stream;
    private final SampleReader reader;
    private final int channel;
    /** Samples a channel that the header promises. */
    private final long promised;
    private long received;
    /** Energy of the channels, on average, and of their mean. */
    private double channelEnergy;
    private double meanEnergy;

    private AudioStream(Path file, AudioInputStream stream, SampleReader reader, int channel, long length) {
        this.file = file;
        this.stream = stream;
        this.reader = reader;
        this.channel = channel;
        int frameSize = stream.getFormat().getFrameSize();
        long frames = length < 0 ? stream.getFrameLength() : length / frameSize;
        boolean isKnown = frames >= 0 && (length >= 0 || frames * frameSize < UNKNOWN_LENGTH);
        this.promised = isKnown ? frames : Long.MAX_VALUE;
    }

    /**
     * Opens {@code file}.
     *
     * @param channel from 1; 0 for the mean of all channels
     * @throws IOException if the file cannot be read as audio; the message is one sentence that names the file
     * @throws IllegalArgumentException if the file has no such channel
     */
    public static AudioStream open(Path file, int channel) throws IOException {
        InputStream bytes = bytes(file);
        String readable = "";
        try {
            byte[] head = Disguise.head(bytes);
            if (head.length == 0) {
                throw new IOException(file + " is empty");
            }
            Disguise disguise = Disguise.of(head, bytes);
            readable = disguise.readable();
            if (!disguise.fault().isEmpty()) {
                throw new IOException(file + ": " + disguise.fault());
            }
            AudioInputStream stream = pcm(inputStream(file, disguise));
            AudioFormat format = stream.getFormat();
            int channels = format.getChannels();
            if (channel < 0 || channel > channels) {
                throw new IllegalArgumentException(
                    file + " has " + channels + (channels == 1 ? " channel" : " channels") + ", no channel " + channel);
            }
            if (!(format.getSampleRate() > 0)) {
                throw new IOException(file + ": its header gives a sample rate of " + format.getSampleRate() + " Hz; it must be positive");
            }
            SampleReader reader = disguise.reader(format);
            if (reader == null || format.getFrameSize() != channels * reader.size()) {
                throw new IOException(file + " holds samples of a kind that cannot be read: " + format);
            }
            return new AudioStream(file, stream, reader, channel, disguise.length());
        } catch (UnsupportedAudioFileException e) {
            bytes.close();
            throw new IOException(file + " is not an audio file of a known format; " + readable, e);
        } catch (IOException | IllegalArgumentException e) {
            bytes.close();
            throw e;
        }
    }

    private static AudioInputStream inputStream(Path file, Disguise disguise) throws IOException, UnsupportedAudioFileException {
        try {
            return AudioSystem.getAudioInputStream(disguise.bytes());
        } catch (IOException e) {
            throw new IOException(file + ": its header cannot be read as one of audio; " + disguise.readable(), e);
        }
    }

    /** Samples per second. */
    public double sampleRate() {
        return stream.getFormat().getSampleRate();
    }

    /** Seconds read so far. */
    public double duration() {
        return received / sampleRate();
    }

    /** Whether the channels cancel in their mean, if that is what is read: so far it has 40 dB less power than they have. */
    public boolean cancels() {
        return meanEnergy < 1e-4 * channelEnergy;
    }

    /**
     * The next samples, full scale = 1, in an array of their own; null at the end.
     *
     * @throws IOException if the file breaks off, holds no samples at all, or a sample is not finite; the message is one sentence that names
     *     the file
     */
    public double[] next() throws IOException {
        AudioFormat format = stream.getFormat();
        int frameSize = format.getFrameSize();
        byte[] bytes = stream.readNBytes((int) Math.min(BLOCK, promised - received) * frameSize);
        double[] samples = new double[bytes.length / frameSize];
        if (samples.length == 0) {
            end();
            return null;
        }
        for (int n = 0; n < samples.length; n++) {
            samples[n] = sample(bytes, n * frameSize, format.getChannels());
            if (!Double.isFinite(samples[n])) {
                throw new IOException(file + ": sample " + (received + n) + " is " + samples[n] + "; every sample must be a finite number");
            }
        }
        received += samples.length;
        return samples;
    }

    private double sample(byte[] frames, int at, int channels) {
        if (channel > 0) {
            return reader.read(frames, at + (channel - 1) * reader.size());
        }
        double sum = 0;
        double energy = 0;
        for (int c = 0; c < channels; c++) {
            double x = reader.read(frames, at + c * reader.size());
            sum += x;
            energy += x * x;
        }
        double mean = sum / channels;
        channelEnergy += energy / channels;
        meanEnergy += mean * mean;
        return mean;
    }

    private void end() throws IOException {
        if (promised < Long.MAX_VALUE && received < promised) {
            throw new IOException(file + " is truncated: its header promises " + promised + " samples a channel, it holds " + received);
        }
        if (received == 0) {
            throw new IOException(file + " holds no samples");
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static InputStream bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory, not an audio file");
        }
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        }
    }

    private static AudioInputStream pcm(AudioInputStream stream) {
        Encoding encoding = stream.getFormat().getEncoding();
        boolean isPcm = Set.of(Encoding.PCM_SIGNED, Encoding.PCM_UNSIGNED, Encoding.PCM_FLOAT).contains(encoding);
        return isPcm ? stream : AudioSystem.getAudioInputStream(Encoding.PCM_SIGNED, stream);
    }
}
