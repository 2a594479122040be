package org.foldgrad.pitch.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFileTest {
    private static final double[] SAMPLES = {0, 0.5, -0.5, 0.25, -1, 0.9921875, 0.0078125, -0.75};

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.wav"), bytes);
    }

    static Stream<WavBytes> kinds() {
        return Stream.of(false, true).flatMap(isExtensible -> Stream.concat(
                Stream.of(8, 16, 24, 32).map(bits -> new WavBytes().bits(bits)),
                Stream.of(32, 64).map(bits -> new WavBytes().floating(bits)))
            .map(wav -> isExtensible ? wav.extensible() : wav));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfSample(WavBytes wav) throws IOException {
        assertArrayEquals(SAMPLES, AudioFile.read(file(wav.of(SAMPLES))).samples(), 0);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void strangeChunksAndWrongLengthsAreOverlooked(WavBytes wav) throws IOException {
        for (int length : new int[] {0, 4, -1, Integer.MAX_VALUE}) {
            assertArrayEquals(SAMPLES, AudioFile.read(file(wav.strangeChunks().riffLength(length).of(SAMPLES))).samples(), 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000})
    void anyRate(int rate) throws IOException {
        Audio audio = AudioFile.read(file(new WavBytes().rate(rate).of(SAMPLES)));
        assertEquals(rate, audio.sampleRate());
        assertEquals(SAMPLES.length / (double) rate, audio.duration());
    }

    @Test
    void channelsAreAveragedOrChosen() throws IOException {
        Path file = file(new WavBytes().channels(2).of(0.5, -0.25, 0.75, 0.25));
        assertArrayEquals(new double[] {0.125, 0.5}, AudioFile.read(file).samples(), 0);
        assertArrayEquals(new double[] {0.5, 0.75}, AudioFile.read(file, 1).samples(), 0);
        assertArrayEquals(new double[] {-0.25, 0.25}, AudioFile.read(file, 2).samples(), 0);
        String message = assertThrows(IllegalArgumentException.class, () -> AudioFile.read(file, 3)).getMessage();
        assertTrue(message.contains("has 2 channels"), message);
    }

    @ParameterizedTest
    @CsvSource({"AIFF,16,true", "AIFF,24,true", "AU,16,true", "AU,24,true", "AU,8,true"})
    void otherContainers(String type, int bits, boolean isBigEndian) throws IOException {
        byte[] bytes = new byte[SAMPLES.length * bits / 8];
        for (int n = 0; n < SAMPLES.length; n++) {
            long value = Math.round(SAMPLES[n] * (1L << bits - 1));
            for (int k = 0; k < bits / 8; k++) {
                bytes[n * bits / 8 + k] = (byte) (value >> bits - 8 - 8 * k);
            }
        }
        AudioFormat format = new AudioFormat(16000, bits, 1, true, isBigEndian);
        AudioFileFormat.Type container = type.equals("AU") ? AudioFileFormat.Type.AU : AudioFileFormat.Type.AIFF;
        Path file = folder.resolve("a." + type);
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(bytes), format, SAMPLES.length), container, file.toFile());
        assertArrayEquals(SAMPLES, AudioFile.read(file).samples(), 0);
    }

    @ParameterizedTest
    @CsvSource({"NONE,16", "twos,24", "sowt,16", "sowt,24", "sowt,32", "fl32,32", "FL32,32"})
    void kindsOfAiffC(String kind, int bits) throws IOException {
        Audio audio = AudioFile.read(file(aiffC(kind, bits)));
        assertEquals(16000, audio.sampleRate());
        assertArrayEquals(SAMPLES, audio.samples(), 0);
    }

    private static byte[] aiffC(String kind, int bits) {
        int size = SAMPLES.length * bits / 8;
        ByteBuffer out = ByteBuffer.allocate(200 + size);
        out.put("FORM".getBytes()).putInt(0).put("AIFCFVER".getBytes()).putInt(4).putInt(0xA2805140);
        out.put("COMM".getBytes()).putInt(24).putShort((short) 1).putInt(SAMPLES.length).putShort((short) bits);
        out.putShort((short) 0x400C).putLong(16000L << 50).put(kind.getBytes()).putShort((short) 0); // 16000 as a float of 80 bits
        out.put("SSND".getBytes()).putInt(8 + size).putInt(0).putInt(0);
        for (double x : SAMPLES) {
            if (kind.equalsIgnoreCase("fl32")) {
                out.putFloat((float) x);
                continue;
            }
            for (int k = 0; k < bits / 8; k++) {
                out.put((byte) (Math.round(x * (1L << bits - 1)) >> (kind.equals("sowt") ? 8 * k : bits - 8 - 8 * k)));
            }
        }
        return Arrays.copyOf(out.putInt(4, out.position() - 8).array(), out.position());
    }

    @Test
    void riffOf64Bits() throws IOException {
        byte[] plain = new WavBytes().of(SAMPLES);
        byte[] after = "LIST\4\0\0\0INFO".getBytes();
        ByteBuffer out = ByteBuffer.allocate(plain.length + 36 + after.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RF64".getBytes()).putInt(-1).put("WAVEds64".getBytes()).putInt(28).putLong(out.capacity() - 8);
        out.putLong(2 * SAMPLES.length).putLong(SAMPLES.length).putInt(0);
        out.put(plain, 12, plain.length - 12).put(after).putInt(12 + 36 + 24 + 4, -1); // the length of the samples stands in ds64
        assertArrayEquals(SAMPLES, AudioFile.read(file(out.array())).samples(), 0);
        assertRefused(Arrays.copyOf(out.array(), plain.length + 36 - 2), "truncated", "promises 8", "holds 7");
    }

    @Test
    void companded() throws IOException {
        AudioFormat pcm = new AudioFormat(8000, 16, 1, true, false);
        AudioInputStream loud = new AudioInputStream(new ByteArrayInputStream(new byte[] {0, 0x40, 0, (byte) 0xC0}), pcm, 2);
        Path file = folder.resolve("a.wav");
        AudioSystem.write(AudioSystem.getAudioInputStream(AudioFormat.Encoding.ULAW, loud), AudioFileFormat.Type.WAVE, file.toFile());
        assertArrayEquals(new double[] {0.5, -0.5}, AudioFile.read(file).samples(), 0.02);
    }

    @Test
    void longFilesOfUnknownLength() throws IOException {
        double[] many = new double[200_000];
        Arrays.setAll(many, n -> n % 100 / 128.0);
        byte[] bytes = new WavBytes().of(many);
        Arrays.fill(bytes, 40, 44, (byte) 0xFF);
        assertArrayEquals(many, AudioFile.read(file(bytes)).samples(), 0);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void filesThatWereNeverCompleted(WavBytes wav) throws IOException {
        byte[] whole = wav.of(SAMPLES);
        int data = new String(whole, StandardCharsets.ISO_8859_1).indexOf("data");
        for (int riffLength : new int[] {0, data}) {
            ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(4, riffLength).putInt(data + 4, 0);
            assertArrayEquals(SAMPLES, AudioFile.read(file(whole)).samples(), 0);
        }
        assertRefused(Arrays.copyOf(whole, data + 8), "no samples");
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(4, whole.length - 8); // what follows is known, and not samples
        assertRefused(whole, "no samples");
    }

    private void assertRefused(byte[] bytes, String... words) throws IOException {
        Path file = file(bytes);
        String message = assertThrows(IOException.class, () -> AudioFile.read(file)).getMessage();
        assertTrue(message.contains(file.toString()), message);
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    private static byte[] wavOfKind(int code) {
        byte[] wav = new WavBytes().of(SAMPLES);
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putShort(20, (short) code);
        return wav;
    }

    /** A broadcaster's chunk, of a length that no header's memory holds, before the format. */
    @Test
    void longWordsBeforeTheFormatAreSkipped() throws IOException {
        byte[] plain = new WavBytes().of(SAMPLES);
        for (int length : new int[] {602, 8193, 300_001}) {
            ByteBuffer wav = ByteBuffer.allocate(plain.length + 8 + length + 1).order(ByteOrder.LITTLE_ENDIAN);
            wav.put(plain, 0, 12).put("bext".getBytes(StandardCharsets.ISO_8859_1)).putInt(length);
            wav.position(wav.position() + length + (length & 1)).put(plain, 12, plain.length - 12);
            assertArrayEquals(AudioFile.read(file(plain)).samples(), AudioFile.read(file(Arrays.copyOf(wav.array(), wav.position()))).samples());
        }
    }

    @Test
    void badFilesAreRefusedWithASentence() throws IOException {
        byte[] blocks = new WavBytes().of(SAMPLES);
        blocks[32] = 4; // bytes of a block
        assertRefused(blocks, "1 samples of 16 bits do not make blocks of 4 bytes");
        ByteBuffer long64 = ByteBuffer.allocate(6000).order(ByteOrder.LITTLE_ENDIAN);
        long64.put("RF64----WAVEds64".getBytes(StandardCharsets.ISO_8859_1)).putInt(5000);
        assertRefused(long64.array(), "not an audio file of a known format");
        byte[] unknown = new WavBytes().of(SAMPLES);
        unknown[12] = 'x'; // of "fmt "
        assertRefused(unknown, "audio");
        assertRefused(new byte[0], "is empty");
        assertRefused("hello\n".getBytes(), "not an audio file");
        assertRefused("this is a longer text, but no audio whatever its name may say".getBytes(), "not an audio file");
        assertRefused(new WavBytes().missing(6).of(SAMPLES), "truncated", "promises 8", "holds 5");
        assertRefused(new WavBytes().missing(50).of(SAMPLES), "not an audio file");
        assertRefused(aiffC("ima4", 16), "not an audio file", "of the kind ima4, of which NONE, twos, sowt, fl32 and ulaw can be read");
        assertRefused(wavOfKind(85), "not an audio file", "WAV with samples of the kind 85, of which 1 (integers)");
        assertRefused(wavOfKind(2), "not an audio file", "WAV with samples of the kind 2,");
        assertRefused(Arrays.copyOf(aiffC("sowt", 16), 30), "not an audio file");
        assertRefused(new WavBytes().of(), "no samples");
        assertRefused(new WavBytes().rate(0).of(SAMPLES), "its header gives a sample rate of 0.0 Hz");
        assertRefused(new WavBytes().rate(-1).of(SAMPLES), "its header gives a sample rate of");
        assertRefused(new WavBytes().floating(32).of(0, 0.5, Double.NaN), "sample 2", "NaN");
        assertRefused(new WavBytes().floating(64).of(Double.POSITIVE_INFINITY), "sample 0", "Infinity");
    }

    @Test
    void aMissingFileAndAFolder() {
        assertEquals(folder + " is a directory, not an audio file", assertThrows(IOException.class, () -> AudioFile.read(folder)).getMessage());
        Path none = folder.resolve("none.wav");
        assertEquals(none + ": there is no such file", assertThrows(IOException.class, () -> AudioFile.read(none)).getMessage());
    }
}
