package org.foldgrad.pitch.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/**
 * How one sample is stored.
 *
 * @param size  bytes
 * @param kind  signed, unsigned or floating point
 * @param order of the bytes
 */
record SampleReader(int size, Encoding kind, ByteOrder order) {
    /** The reader for {@code format}; null where there is none. */
    static SampleReader of(AudioFormat format) {
        int size = (format.getSampleSizeInBits() + 7) / 8;
        boolean isFloat = format.getEncoding().equals(Encoding.PCM_FLOAT);
        boolean isKnown = isFloat ? size == Float.BYTES || size == Double.BYTES : size >= 1 && size <= 4;
        ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return isKnown ? new SampleReader(size, format.getEncoding(), order) : null;
    }

    /** The sample that starts at byte {@code at}, full scale = 1. */
    double read(byte[] bytes, int at) {
        if (kind.equals(Encoding.PCM_FLOAT)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
            return size == Float.BYTES ? buffer.getFloat(at) : buffer.getDouble(at);
        }
        int left = 0; // the sample's bits, moved up to the top of the int
        for (int k = 0; k < size; k++) {
            int significance = order == ByteOrder.LITTLE_ENDIAN ? k : size - 1 - k;
            left |= (bytes[at + k] & 0xFF) << 8 * (significance + 4 - size);
        }
        return (kind.equals(Encoding.PCM_UNSIGNED) ? left ^ Integer.MIN_VALUE : left) * 0x1p-31;
    }
}
