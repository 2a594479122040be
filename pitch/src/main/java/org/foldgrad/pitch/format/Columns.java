package org.foldgrad.pitch.format;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Rows of numbers between commas, semicolons, tabs or blanks, the first line perhaps a header: {@code time,f0}, CREPE's
 * {@code time,frequency,confidence}, a headerless PitchTier spreadsheet, or one column of mark times. An empty f0 is unvoiced. Lines that
 * start with # are comments. A header that names the time and f0 tells their columns, wherever they are; else they are the first two. What
 * stands in quotation marks before the numbers, or is empty there, is no number: the name of the recording (sonic-annotator) or of the row (R).
 */
final class Columns {
    /** What stands after the first number of a row stands between all of its numbers. */
    private static final Pattern SEPARATOR = Pattern.compile("\\s*([,;\\t])|\\s+");
    private static final Pattern NAME = Pattern.compile("^(\"[^\"]*\"\\s*[,;\\s]|[,;])\\s*");
    private static final String UNIT = "([ _]?[\\[(]?(s|sec|seconds|hz)[\\])]?)?";
    private static final Pattern TIME = Pattern.compile("(time|times|t|timestamp|seconds|sec)" + UNIT, Pattern.CASE_INSENSITIVE);
    private static final Pattern VALUE = Pattern.compile("(f0|frequency|freq|pitch|hz)" + UNIT, Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(.*[;\\s])?[+-]?\\d+,\\d+([;\\s].*)?");

    private final Text text;
    private final int width;
    private final Points points = new Points();
    /** The header's cells, where it names the time; else null. */
    private String[] header;
    private int time;
    private int value = 1;
    /** Whether some number has a decimal point, and whether a time is that of the row before: signs of decimal points and commas. */
    private boolean hasPoint;
    private boolean repeats;
    private double last = Double.NaN;

    private Columns(Text text, int width) {
        this.text = text;
        this.width = width;
    }

    /** The first {@code width} columns: the first as time, the second (if asked for) as value. */
    static Points read(Text text, int width) throws FormatException {
        return new Columns(text, width).read();
    }

    private Points read() throws FormatException {
        List<String> lines = text.lines();
        boolean isFirst = true;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                if (!row(line, i + 1) && !(isFirst && header(line, i + 1))) {
                    throw new FormatException(text.file(), i + 1,
                        "expected " + (width == 1 ? "a time" : "a time and a frequency") + ", but found '" + line + "'");
                }
                isFirst = false;
            }
        }
        if (repeats && !hasPoint) {
            throw new FormatException(text.file(),
                "has no decimal point, and times that repeat: if its commas are decimal commas, save it with points");
        }
        return points;
    }

    /** Takes the first line, which is no row of numbers. */
    private boolean header(String line, int number) throws FormatException {
        String[] names = unquoted(line);
        int t = find(names, TIME);
        int v = find(names, VALUE);
        if (t >= 0) {
            header = names;
            time = t;
            value = v >= 0 ? v : t + 1;
        } else if (v == 0) {
            throw new FormatException(text.file(), number, "the header '" + line + "' names f0 first and no time: a column of times in seconds is needed");
        }
        return true;
    }

    private static int find(String[] names, Pattern wanted) {
        return IntStream.range(0, names.length).filter(i -> wanted.matcher(names[i]).matches()).findFirst().orElse(-1);
    }

    /** The cells of a line under a header, or it itself, names of rows too. */
    private static String[] unquoted(String line) {
        String separator = line.contains(",") ? "," : line.contains(";") ? ";" : line.contains("\t") ? "\t" : "\\s+";
        return Arrays.stream(line.split(separator, -1)).map(cell -> cell.strip().replaceAll("^\"|\"$", "").strip()).toArray(String[]::new);
    }

    /** Time and, if asked for, value; null if the line has none. R's header leaves out the column of the rows' names. */
    private String[] wanted(String line) {
        String[] cells = header == null ? cells(line) : unquoted(line);
        int shift = header != null && cells.length == header.length + 1 ? 1 : 0;
        if (cells.length <= shift + (width == 1 ? time : Math.max(time, value))) {
            return null;
        }
        String f0 = width == 1 ? "" : cells[value + shift];
        return new String[] {cells[time + shift], f0.equals("NA") ? "" : f0};
    }

    /** Takes a row; false if it is none. */
    private boolean row(String line, int number) throws FormatException {
        String[] cells = wanted(line);
        boolean isRow = cells != null && Text.isNumber(cells[0]) && (cells[1].isEmpty() || Text.isNumber(cells[1]));
        if (!isRow) {
            if (DECIMAL_COMMA.matcher(line).matches()) {
                throw new FormatException(text.file(), number, "'" + line + "' has decimal commas: save the file with decimal points");
            }
            return false;
        }
        double at = Text.number(cells[0]);
        if (!Double.isFinite(at)) {
            throw new FormatException(text.file(), number, "a time must be a finite number of seconds, but is " + cells[0]);
        }
        double f0 = cells[1].isEmpty() ? 0 : Text.number(cells[1]);
        if (Double.isInfinite(f0)) {
            throw new FormatException(text.file(), number, "a frequency must be a finite number of Hz, but is " + cells[1]);
        }
        if (width > 1 && at < last) {
            throw new FormatException(text.file(), number, "the time " + cells[0] + " comes after " + last
                + ": the first column must be times in seconds, one after the other; a file of f0 alone needs them");
        }
        hasPoint |= line.contains(".");
        repeats |= at == last && line.contains(",");
        last = at;
        points.add(at, f0);
        return true;
    }

    private static String[] cells(String row) {
        String line = NAME.matcher(row).replaceFirst("");
        Matcher found = SEPARATOR.matcher(line);
        String separator = found.find() && found.group(1) != null ? found.group(1) : "\\s+";
        return Arrays.stream(line.split(separator, -1)).map(String::strip).toArray(String[]::new);
    }
}
