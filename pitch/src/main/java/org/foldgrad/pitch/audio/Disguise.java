package org.foldgrad.pitch.audio;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/**
 * An audio file as {@link javax.sound.sampled.AudioSystem} understands it, with what it would get wrong: a RIFF header promises no length, since
 * the one written is often wrong and not needed, nor do its samples if it was never completed, as by a recorder that lost its power; RF64 and
 * BW64, RIFF for more than 4 GB, are shown as RIFF; of AIFF-C, integers in either order of bytes and floats are shown as the big-endian integers
 * that it knows.
 *
 * @param bytes       all of the file, mark supported
 * @param compression what AIFF-C calls the kind of samples; empty in other files
 * @param code        what WAV calls the kind of samples; {@link #PCM} in other files
 * @param length      bytes of samples; -1 where the header that is shown tells
 * @param fault       in what the header contradicts itself; empty if in nothing
 */
record Disguise(InputStream bytes, String compression, int code, long length, String fault) {
    /** Bytes that hold all that is of interest here. */
    private static final int HEAD = 1 << 12;
    private static final int RIFF_HEADER = 12;
    /** Where a RIFF of 64 bits keeps the length of its samples. */
    private static final int DS64_LENGTH = 28;
    /** Of a chunk: its name and its size. */
    private static final int CHUNK_HEADER = 8;
    private static final int CHANNELS = CHUNK_HEADER + 2;
    private static final int BLOCK = CHUNK_HEADER + 12;
    private static final int BITS = CHUNK_HEADER + 14;
    private static final int SAMPLE_SIZE = CHUNK_HEADER + 6;
    private static final int COMPRESSION = CHUNK_HEADER + 18;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;
    /** Integers, floats, A-law and mu-law. */
    private static final Set<Integer> CODES = Set.of(PCM, 3, 6, 7);
    /** Where an extensible format has its code. */
    private static final int EXTENSION = CHUNK_HEADER + 24;
    private static final Set<String> FLOATS = Set.of("fl32", "FL32");
    private static final Set<String> SHOWN_AS_NONE = Set.of("twos", "sowt", "fl32", "FL32");
    private static final Set<String> KNOWN = Set.of("", "NONE", "ulaw");

    /** The file of which {@code head}, which this may alter, is the {@link #head}, and {@code rest} what follows. */
    static Disguise of(byte[] head, InputStream rest) {
        String magic = text(head, 0);
        String fault = "";
        long length = -1;
        String compression = "";
        int code = PCM;
        if (isRiff(head)) {
            if (!magic.equals("RIFF") && text(head, RIFF_HEADER).equals("ds64") && head.length >= DS64_LENGTH + Long.BYTES) {
                length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(DS64_LENGTH);
            }
            write(head, 0, "RIFF");
            code = code(head);
            fault = fault(head);
            forgetLengths(head);
        } else if (magic.equals("FORM") && text(head, 8).equals("AIFC")) {
            int common = chunk(head, "COMM", ByteOrder.BIG_ENDIAN);
            compression = text(head, common + COMPRESSION);
            if (SHOWN_AS_NONE.contains(compression)) {
                write(head, common + COMPRESSION, "NONE");
                if (FLOATS.contains(compression)) {
                    ByteBuffer.wrap(head).putShort(common + SAMPLE_SIZE, (short) Float.SIZE);
                }
            }
        }
        return new Disguise(new BufferedInputStream(new SequenceInputStream(new ByteArrayInputStream(head), rest)), compression, code, length, fault);
    }

    private static boolean isRiff(byte[] head) {
        return head.length >= RIFF_HEADER && Set.of("RIFF", "RF64", "BW64").contains(text(head, 0));
    }

    /**
     * The first bytes of a file, which hold all that is of interest here, or all of it. Of a RIFF what precedes the format is left out but for the
     * lengths in 64 bits: broadcasters' and others' words, which may be longer than the memory that {@link javax.sound.sampled.AudioSystem} has for a
     * header.
     */
    static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(in.readNBytes(RIFF_HEADER));
        if (isRiff(head.toByteArray())) {
            byte[] chunk = in.readNBytes(CHUNK_HEADER);
            while (chunk.length == CHUNK_HEADER && !Set.of("fmt ", "data").contains(text(chunk, 0))) {
                long size = Integer.toUnsignedLong(ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
                size += size & 1;
                if (text(chunk, 0).equals("ds64")) {
                    head.write(chunk);
                    head.write(in.readNBytes((int) Math.min(size, HEAD)));
                } else {
                    skip(in, size);
                }
                chunk = in.readNBytes(CHUNK_HEADER);
            }
            head.write(chunk);
        }
        head.write(in.readNBytes(Math.max(0, HEAD - head.size())));
        return head.toByteArray();
    }

    /** Past so many bytes, or to the end. */
    private static void skip(InputStream in, long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException end) {
            // what is missing is told where samples are
        }
    }

    /** What can be read, should this be something else. */
    String readable() {
        if (!KNOWN.contains(compression) && !SHOWN_AS_NONE.contains(compression)) {
            return "it is AIFF-C with samples of the kind " + compression + ", of which NONE, twos, sowt, fl32 and ulaw can be read";
        }
        return CODES.contains(code) ? "WAV, AIFF and AU files can be read"
            : "it is WAV with samples of the kind " + code + ", of which 1 (integers), 3 (floats), 6 (A-law) and 7 (mu-law) can be read";
    }

    /** How the samples are stored in truth, when {@code format} is what the disguise says; null where that is unknown. */
    SampleReader reader(AudioFormat format) {
        if (FLOATS.contains(compression)) {
            return new SampleReader(Float.BYTES, Encoding.PCM_FLOAT, ByteOrder.BIG_ENDIAN);
        }
        SampleReader reader = SampleReader.of(format);
        return compression.equals("sowt") && reader != null ? new SampleReader(reader.size(), reader.kind(), ByteOrder.LITTLE_ENDIAN) : reader;
    }

    /** Samples that are not as long as a block has room for would be read at another pitch. */
    private static String fault(byte[] head) {
        ByteBuffer in = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int format = chunk(head, "fmt ", ByteOrder.LITTLE_ENDIAN);
        if (format + BITS + Short.BYTES > head.length) {
            return "";
        }
        int channels = Short.toUnsignedInt(in.getShort(format + CHANNELS));
        int block = Short.toUnsignedInt(in.getShort(format + BLOCK));
        int bits = Short.toUnsignedInt(in.getShort(format + BITS));
        return block == channels * ((bits + 7) / 8) ? ""
            : "its header contradicts itself: " + channels + " samples of " + bits + " bits do not make blocks of " + block + " bytes";
    }

    private static int code(byte[] head) {
        ByteBuffer in = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int format = chunk(head, "fmt ", ByteOrder.LITTLE_ENDIAN);
        if (format + EXTENSION + Short.BYTES > head.length) {
            return PCM;
        }
        int code = Short.toUnsignedInt(in.getShort(format + CHUNK_HEADER));
        return code == EXTENSIBLE ? Short.toUnsignedInt(in.getShort(format + EXTENSION)) : code;
    }

    /** Of the whole always; of the samples if they are 0 bytes, and nothing is meant to follow. */
    private static void forgetLengths(byte[] head) {
        ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int data = chunk(head, "data", ByteOrder.LITTLE_ENDIAN);
        boolean isUnfinished = data + CHUNK_HEADER <= head.length && header.getInt(data + 4) == 0
            && Integer.toUnsignedLong(header.getInt(4)) <= data;
        header.putInt(4, -1);
        if (isUnfinished) {
            header.putInt(data + 4, -1);
        }
    }

    /** Where a chunk starts; at the end of {@code head} if it is not in there. */
    private static int chunk(byte[] head, String name, ByteOrder order) {
        int at = RIFF_HEADER;
        while (at >= 0 && at + CHUNK_HEADER <= head.length && !text(head, at).equals(name)) {
            int size = ByteBuffer.wrap(head).order(order).getInt(at + 4);
            at += CHUNK_HEADER + size + (size & 1);
        }
        return at < 0 ? head.length : Math.min(at, head.length);
    }

    private static String text(byte[] head, int at) {
        return at + 4 <= head.length ? new String(head, at, 4, StandardCharsets.ISO_8859_1) : "";
    }

    private static void write(byte[] head, int at, String fourCharacters) {
        System.arraycopy(fourCharacters.getBytes(StandardCharsets.ISO_8859_1), 0, head, at, 4);
    }
}
