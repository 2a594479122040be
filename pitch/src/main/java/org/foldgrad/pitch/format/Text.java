package org.foldgrad.pitch.format;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.foldgrad.autodiff.io.AtomicFile;

/**
 * A text file: UTF-8, or UTF-16 where a byte order mark says so.
 *
 * @param file    its name
 * @param content its text without the mark
 */
public record Text(Path file, String content) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads a file.
     *
     * @throws FormatException if it is not such text
     */
    public static Text read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new FormatException(file, "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new FormatException(file, "is a folder, not a file");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            String content = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (content.indexOf('\0') >= 0) {
                throw new FormatException(file, "is a binary file; save it as text");
            }
            return new Text(file, content.isEmpty() || content.charAt(0) != BYTE_ORDER_MARK ? content : content.substring(1));
        } catch (CharacterCodingException notText) {
            throw new FormatException(file, "is not a text file in UTF-8 or in UTF-16 with a byte order mark");
        }
    }

    /** What writes a text. */
    @FunctionalInterface
    interface Content {
        /** Writes it. */
        void to(Writer out) throws IOException;
    }

    /** Writes a file in UTF-8, whole or not at all. */
    static void write(Path file, Content content) throws IOException {
        AtomicFile.write(file, stream -> {
            Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            content.to(out);
            out.flush();
        });
    }

    private static Charset charset(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        return switch (first) {
            case 0xFEFF -> StandardCharsets.UTF_16BE;
            case 0xFFFE -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** Its lines without their ends. */
    public List<String> lines() {
        return content.lines().toList();
    }

    boolean startsWith(String prefix) {
        return content.stripLeading().startsWith(prefix);
    }

    /** A number as C, Java and Python write it. */
    static double number(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan", "--undefined--" -> Double.NaN;
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(word);
        };
    }

    static boolean isNumber(String word) {
        try {
            number(word);
            return true;
        } catch (NumberFormatException other) {
            return false;
        }
    }
}
