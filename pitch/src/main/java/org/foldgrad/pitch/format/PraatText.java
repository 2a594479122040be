package org.foldgrad.pitch.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The free-standing values of a Praat text file, long or short: numbers, strings between quotation marks and flags between angle brackets.
 * All else (names, equals signs, indices in brackets, what follows an exclamation mark) is comment to Praat, and so it is here.
 */
final class PraatText {
    private record Value(String text, boolean quoted, int line) {
    }

    private final Text source;
    private final List<Value> values = new ArrayList<>();
    private int next;
    private int line = 1;

    PraatText(Text source) throws FormatException {
        this.source = source;
        String s = source.content();
        for (int i = 0; i < s.length(); ) {
            char c = s.charAt(i);
            if (c == '"') {
                i = string(s, i);
            } else if (c == '!') {
                i = s.indexOf('\n', i) < 0 ? s.length() : s.indexOf('\n', i);
            } else if (Character.isWhitespace(c)) {
                line += c == '\n' ? 1 : 0;
                i++;
            } else {
                i = word(s, i);
            }
        }
    }

    /** Takes a string from the opening to the closing mark; a doubled one within stands for one. */
    private int string(String s, int start) throws FormatException {
        StringBuilder text = new StringBuilder();
        int firstLine = line;
        for (int i = start + 1; i < s.length(); i++) {
            char c = s.charAt(i);
            line += c == '\n' ? 1 : 0;
            if (c == '"' && i + 1 < s.length() && s.charAt(i + 1) == '"') {
                i++;
            } else if (c == '"') {
                values.add(new Value(text.toString(), true, firstLine));
                return i + 1;
            }
            text.append(c);
        }
        throw new FormatException(source.file(), firstLine, "the string that starts here does not end");
    }

    private int word(String s, int start) {
        int end = start;
        while (end < s.length() && !Character.isWhitespace(s.charAt(end))) {
            end++;
        }
        String word = s.substring(start, end);
        if (word.startsWith("<") || Text.isNumber(word)) {
            values.add(new Value(word, false, line));
        }
        return end;
    }

    private Value take(String what) throws FormatException {
        if (next == values.size()) {
            throw new FormatException(source.file(), line, "the file ends where " + what + " should follow");
        }
        return values.get(next++);
    }

    String string(String what) throws FormatException {
        Value value = take(what);
        if (!value.quoted) {
            throw new FormatException(source.file(), value.line, "expected " + what + " between quotation marks, but found " + value.text);
        }
        return value.text;
    }

    void flag(String flag) throws FormatException {
        Value value = take(flag);
        if (!value.text.equals(flag)) {
            throw new FormatException(source.file(), value.line, "expected " + flag + ", but found " + value.text);
        }
    }

    double number(String what) throws FormatException {
        Value value = take(what);
        if (value.quoted || !Text.isNumber(value.text)) {
            throw new FormatException(source.file(), value.line, "expected " + what + ", a number, but found " + value.text);
        }
        return Text.number(value.text);
    }

    double time(String what) throws FormatException {
        double time = number(what);
        if (!Double.isFinite(time)) {
            throw error(what + " must be a finite number of seconds, but is " + time);
        }
        return time;
    }

    int count(String what) throws FormatException {
        double count = number(what);
        if (count != Math.rint(count) || count < 0 || count > Integer.MAX_VALUE) {
            throw error("expected " + what + ", a whole number, but found " + count);
        }
        return (int) count;
    }

    /** An error at the value taken last. */
    FormatException error(String problem) {
        return new FormatException(source.file(), values.get(next - 1).line, problem);
    }
}
