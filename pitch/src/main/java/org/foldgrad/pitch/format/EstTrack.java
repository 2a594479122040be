package org.foldgrad.pitch.format;

import java.util.List;

/**
 * An ASCII track of the Edinburgh Speech Tools (REAPER's too): a header up to {@code EST_Header_End}, then rows of time, voicing (0 or 1) and
 * values. f0 tracks have f0 as the first value; in pitch-mark files the times are the marks.
 */
final class EstTrack {
    static final String MAGIC = "EST_File Track";
    private static final String HEADER_END = "EST_Header_End";

    private EstTrack() {
    }

    /** All rows; value 0 where unvoiced. */
    static Points contour(Text text) throws FormatException {
        return read(text, 3);
    }

    /** The voiced rows. */
    static Points marks(Text text) throws FormatException {
        return read(text, 2);
    }

    private static Points read(Text text, int width) throws FormatException {
        List<String> lines = text.lines().stream().map(String::strip).toList();
        int end = lines.indexOf(HEADER_END);
        if (end < 0) {
            throw new FormatException(text.file(), "an EST track needs a line " + HEADER_END + " between header and rows");
        }
        if (lines.subList(0, end).contains("DataType binary")) {
            throw new FormatException(text.file(), "is a binary EST track; save it as DataType ascii");
        }
        Points points = new Points();
        int rows = 0;
        for (int i = end + 1; i < lines.size(); i++) {
            if (lines.get(i).isEmpty()) {
                continue;
            }
            String[] cells = lines.get(i).split("\\s+");
            if (cells.length < width || !List.of(cells).subList(0, width).stream().allMatch(Text::isNumber)) {
                throw new FormatException(text.file(), i + 1,
                    "expected a time, 0 or 1 for voicing" + (width == 3 ? " and f0" : "") + ", but found '" + lines.get(i) + "'");
            }
            rows++;
            boolean voiced = Text.number(cells[1]) > 0;
            if (width == 3) {
                points.add(Text.number(cells[0]), voiced ? Text.number(cells[2]) : 0);
            } else if (voiced) {
                points.add(Text.number(cells[0]), 0);
            }
        }
        checkCount(text, lines.subList(0, end), rows);
        return points;
    }

    private static void checkCount(Text text, List<String> header, int rows) throws FormatException {
        for (int i = 0; i < header.size(); i++) {
            String[] words = header.get(i).split("\\s+");
            if (words[0].equals("NumFrames") && words.length > 1 && !words[1].equals(Integer.toString(rows))) {
                throw new FormatException(text.file(), i + 1, "the header promises " + words[1] + " frames, but there are " + rows);
            }
        }
    }
}
