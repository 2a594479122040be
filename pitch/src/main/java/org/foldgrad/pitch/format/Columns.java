package org.foldgrad.pitch.format;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of numbers between commas, semicolons or blanks, the first line perhaps a header: {@code time,f0}, CREPE's
 * {@code time,frequency,confidence}, a headerless PitchTier spreadsheet, or one column of mark times. Lines that start with # are comments.
 */
final class Columns {
    private Columns() {
    }

    /** The first {@code width} columns: the first as time, the second (if asked for) as value. */
    static Points read(Text text, int width) throws FormatException {
        Points points = new Points();
        List<String> lines = text.lines();
        boolean first = true;
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = Arrays.stream(lines.get(i).split("[,;\\s]+")).filter(cell -> !cell.isEmpty()).toArray(String[]::new);
            if (cells.length == 0 || cells[0].startsWith("#")) {
                continue;
            }
            boolean numbers = cells.length >= width && Arrays.stream(cells, 0, width).allMatch(Text::isNumber);
            if (!numbers && !first) {
                throw new FormatException(text.file(), i + 1,
                    "expected " + (width == 1 ? "a time" : "a time and a frequency") + ", but found '" + lines.get(i).strip() + "'");
            }
            first = false;
            if (numbers) {
                double time = Text.number(cells[0]);
                if (!Double.isFinite(time)) {
                    throw new FormatException(text.file(), i + 1, "a time must be a finite number of seconds, but is " + cells[0]);
                }
                points.add(time, width == 1 ? 0 : Text.number(cells[1]));
            }
        }
        return points;
    }
}
