package org.foldgrad.pitch.format;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.foldgrad.pitch.track.PitchTrack;

/**
 * An ASCII track of the Edinburgh Speech Tools (REAPER's too): a header up to {@code EST_Header_End}, then rows of time, voicing (0 or 1) and
 * values. f0 tracks have f0 as the first value; in pitch-mark files the times are the marks.
 */
final class EstTrack {
    static final String MAGIC = "EST_File Track";
    private static final String HEADER_END = "EST_Header_End";

    private EstTrack() {
    }

    /** All rows; where unvoiced the value is 0, or negative if the file has a guess there. */
    static Points contour(Text text) throws FormatException {
        return read(text, 3);
    }

    /** The voiced rows. */
    static Points marks(Text text) throws FormatException {
        return read(text, 2);
    }

    static void write(PitchTrack track, Writer out) throws IOException {
        header(track.frames(), out);
        for (int k = 0; k < track.frames(); k++) {
            boolean voiced = track.frequency()[k] > 0;
            double guess = track.guess()[k] > 0 ? track.guess()[k] : -1;
            row(track.time(k), voiced, voiced ? track.frequency()[k] : guess, out);
        }
    }

    static void write(double[] marks, Writer out) throws IOException {
        header(marks.length, out);
        for (double mark : marks) {
            row(mark, true, 0, out);
        }
    }

    private static void header(int frames, Writer out) throws IOException {
        out.write(MAGIC + "\nDataType ascii\nNumFrames " + frames + "\nNumChannels 1\nFrameShift 0.00000\nVoicingEnabled true\n" + HEADER_END + '\n');
    }

    private static void row(double time, boolean voiced, double value, Writer out) throws IOException {
        out.write(String.format(Locale.ROOT, "%.6f %d %.6f\n", time, voiced ? 1 : 0, value));
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
                points.add(Text.number(cells[0]), voiced ? Text.number(cells[2]) : Math.min(0, -Text.number(cells[2])));
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
