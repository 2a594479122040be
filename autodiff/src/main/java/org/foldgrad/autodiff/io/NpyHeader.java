package org.foldgrad.autodiff.io;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Shape;

/**
 * The header of a {@code .npy} file: a Python dictionary such as {@code {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }}.
 * (NumPy Enhancement Proposal 1, A simple file format for NumPy arrays.)
 */
record NpyHeader(NpyFormat format, Shape shape) {

    /** The dictionary as text. */
    String text() {
        StringBuilder shape = new StringBuilder("(");
        for (int d : this.shape.toArray()) {
            shape.append(d).append(this.shape.rank() == 1 ? "," : ", ");
        }
        String dims = shape.toString().replaceAll(", $", "") + ")";
        return "{'descr': '" + format.descr() + "', 'fortran_order': " + (format.fortran() ? "True" : "False") + ", 'shape': " + dims + ", }";
    }

    /** Reads a dictionary that begins at byte {@code start} of the file. */
    static NpyHeader parse(byte[] dictionary, int start) {
        return new Parser(new String(dictionary, StandardCharsets.ISO_8859_1), start).header();
    }

    /** A reader of the little of Python's syntax that a header may use. */
    private static final class Parser {
        private final String text;
        private final int start;
        private int at;

        Parser(String text, int start) {
            this.text = text;
            this.start = start;
        }

        NpyHeader header() {
            String descr = null;
            Boolean fortran = null;
            Shape shape = null;
            int type = start;
            expect('{');
            while (!accept('}')) {
                String key = string();
                expect(':');
                switch (key) {
                    case "descr" -> {
                        skipSpace();
                        type = at;
                        descr = string();
                    }
                    case "fortran_order" -> fortran = bool();
                    case "shape" -> shape = shape();
                    default -> throw error("unknown key '" + key + "'");
                }
                if (!accept(',')) {
                    expect('}');
                    break;
                }
            }
            skipSpace();
            if (at < text.length()) {
                throw error("text after the header's dictionary");
            }
            if (descr == null || fortran == null || shape == null) {
                throw error("the header lacks '" + (descr == null ? "descr" : fortran == null ? "fortran_order" : "shape") + "'");
            }
            at = type;
            return new NpyHeader(format(descr, fortran), shape);
        }

        private NpyFormat format(String descr, boolean fortran) {
            if (descr.matches("[<>=]?[fi][48]")) {
                ByteOrder order = switch (descr.charAt(0)) {
                    case '<' -> ByteOrder.LITTLE_ENDIAN;
                    case '>' -> ByteOrder.BIG_ENDIAN;
                    default -> ByteOrder.nativeOrder();
                };
                String name = descr.substring(descr.length() - 2).toUpperCase(Locale.ROOT);
                return new NpyFormat(NpyFormat.Type.valueOf(name), order, fortran);
            }
            throw error("elements of type '" + descr + "' cannot be read, only f4, f8, i4 and i8");
        }

        private Shape shape() {
            List<Integer> dims = new ArrayList<>();
            expect('(');
            while (!accept(')')) {
                dims.add(integer());
                if (!accept(',')) {
                    expect(')');
                    break;
                }
            }
            try {
                return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
            } catch (AutodiffException e) {
                throw error(e.getMessage());
            }
        }

        private int integer() {
            skipSpace();
            int from = at;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            if (from == at || at - from > 10 || Long.parseLong(text, from, at, 10) > Integer.MAX_VALUE) {
                at = from;
                throw error("expected a size from 0 to " + Integer.MAX_VALUE);
            }
            return Integer.parseInt(text, from, at, 10);
        }

        private boolean bool() {
            skipSpace();
            for (String word : new String[] {"True", "False"}) {
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return word.equals("True");
                }
            }
            throw error("expected True or False");
        }

        private String string() {
            skipSpace();
            char quote = at < text.length() ? text.charAt(at) : ' ';
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                throw error("expected a quoted word");
            }
            String s = text.substring(at + 1, end);
            at = end + 1;
            return s;
        }

        private boolean accept(char c) {
            skipSpace();
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        private void expect(char c) {
            if (!accept(c)) {
                throw error("expected '" + c + "'");
            }
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private AutodiffException error(String message) {
            return new AutodiffException("byte " + (start + at) + ": " + message);
        }
    }
}
