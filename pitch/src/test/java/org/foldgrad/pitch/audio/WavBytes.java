package org.foldgrad.pitch.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WAV files made byte by byte, right or wrong. */
public final class WavBytes {
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;

    private int tag = PCM;
    private int bits = 16;
    private int rate = 16000;
    private int channels = 1;
    private boolean isExtensible;
    private boolean hasStrangeChunks;
    private int riffLength = -2;
    private int missingBytes;

    /** 16-bit PCM, mono, 16 kHz, until told otherwise. */
    public WavBytes() {
    }

    public WavBytes bits(int value) {
        bits = value;
        return this;
    }

    public WavBytes floating(int value) {
        tag = FLOAT;
        return bits(value);
    }

    public WavBytes rate(int value) {
        rate = value;
        return this;
    }

    public WavBytes channels(int value) {
        channels = value;
        return this;
    }

    public WavBytes extensible() {
        isExtensible = true;
        return this;
    }

    public WavBytes strangeChunks() {
        hasStrangeChunks = true;
        return this;
    }

    public WavBytes riffLength(int value) {
        riffLength = value;
        return this;
    }

    /** Cuts the file short. */
    public WavBytes missing(int bytes) {
        missingBytes = bytes;
        return this;
    }

    /** The file with {@code samples}, channels interleaved, full scale = 1. */
    public byte[] of(double... samples) {
        int size = bits / 8;
        ByteBuffer out = ByteBuffer.allocate(200 + samples.length * size).order(ByteOrder.LITTLE_ENDIAN);
        name(out, "RIFF").putInt(0);
        name(out, "WAVE");
        if (hasStrangeChunks) {
            name(name(out, "JUNK").putInt(6), "abcdef");
        }
        name(out, "fmt ").putInt(isExtensible ? 40 : 16).putShort((short) (isExtensible ? EXTENSIBLE : tag));
        out.putShort((short) channels).putInt(rate).putInt(rate * channels * size).putShort((short) (channels * size)).putShort((short) bits);
        if (isExtensible) {
            out.putShort((short) 22).putShort((short) bits).putInt(0);
            out.putShort((short) tag).put(new byte[] {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71});
        }
        if (hasStrangeChunks) {
            name(name(out, "LIST").putInt(4), "INFO");
        }
        name(out, "data").putInt(samples.length * size);
        for (double x : samples) {
            put(out, x);
        }
        out.putInt(4, riffLength == -2 ? out.position() - 8 : riffLength);
        byte[] bytes = new byte[out.position() - missingBytes];
        out.get(0, bytes);
        return bytes;
    }

    private void put(ByteBuffer out, double x) {
        if (tag == FLOAT) {
            if (bits == 32) {
                out.putFloat((float) x);
            } else {
                out.putDouble(x);
            }
            return;
        }
        long value = Math.round(x * (1L << bits - 1)) + (bits == 8 ? 128 : 0);
        for (int k = 0; k < bits / 8; k++) {
            out.put((byte) (value >> 8 * k));
        }
    }

    private static ByteBuffer name(ByteBuffer out, String fourCharacters) {
        return out.put(fourCharacters.getBytes(StandardCharsets.US_ASCII));
    }
}
