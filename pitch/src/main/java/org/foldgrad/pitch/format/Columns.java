package org.foldgrad.pitch.format;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows of numbers between commas, semicolons, tabs or blanks, the first line perhaps a header: {@code time,f0}, CREPE's
 * {@code time,frequency,confidence}, a headerless PitchTier spreadsheet, or one column of mark times. An empty f0 is unvoiced. Lines that
 * start with # are comments. What stands in quotation marks before the numbers, or is empty there, is no number: the name of the recording
 * (sonic-annotator) or of the row (R).
 */
final class Columns {
    /** What stands after the first number of a row stands between all of its numbers. */
    private static final Pattern SEPARATOR = Pattern.compile("\\s*([,;\\t])|\\s+");
    private static final Pattern NAME = Pattern.compile("^(\"[^\"]*\"\\s*[,;\\s]|[,;])\\s*");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(.*[;\\s])?[+-]?\\d+,\\d+([;\\s].*)?");

    private final Text text;
    private final int width;
    private final Points points = new Points();
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
                if (!row(line, i + 1) && !isFirst) {
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

    /** Takes a row; false if it is none. */
    private boolean row(String line, int number) throws FormatException {
        String[] cells = cells(line);
        boolean isRow = cells.length >= width && Text.isNumber(cells[0]) && (width == 1 || cells[1].isEmpty() || Text.isNumber(cells[1]));
        if (!isRow) {
            if (DECIMAL_COMMA.matcher(line).matches()) {
                throw new FormatException(text.file(), number, "'" + line + "' has decimal commas: save the file with decimal points");
            }
            return false;
        }
        double time = Text.number(cells[0]);
        if (!Double.isFinite(time)) {
            throw new FormatException(text.file(), number, "a time must be a finite number of seconds, but is " + cells[0]);
        }
        if (width > 1 && time < last) {
            throw new FormatException(text.file(), number, "the time " + cells[0] + " comes after " + last
                + ": the first column must be times in seconds, one after the other; a file of f0 alone needs them");
        }
        hasPoint |= line.contains(".");
        repeats |= time == last && line.contains(",");
        last = time;
        points.add(time, width == 1 || cells[1].isEmpty() ? 0 : Text.number(cells[1]));
        return true;
    }

    private static String[] cells(String row) {
        String line = NAME.matcher(row).replaceFirst("");
        Matcher found = SEPARATOR.matcher(line);
        String separator = found.find() && found.group(1) != null ? found.group(1) : "\\s+";
        return Arrays.stream(line.split(separator, -1)).map(String::strip).toArray(String[]::new);
    }
}
