package org.foldgrad.pitch.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.foldgrad.pitch.track.Contour;

/**
 * Contours, pitch marks and intervals from files of many tools. What a file is, is seen from its content, whatever its name:
 * <ul>
 * <li>columns of time and f0 between commas, semicolons, tabs or blanks, with or without header (mir_eval, CREPE and PESTO, a
 *     PitchTier's headerless spreadsheet), or one column of mark times;
 * <li>Praat's long and short text files of a Pitch, PitchTier (spreadsheets too), PointProcess or TextGrid;
 * <li>ASCII tracks of the Edinburgh Speech Tools and REAPER, of f0 or of marks;
 * <li>JAMS with a {@code pitch_contour}.
 * </ul>
 * UTF-8 with or without byte order mark, or UTF-16 with one. A file that is none of these, or broken, gives a {@link FormatException}.
 */
public final class PitchFile {
    private PitchFile() {
    }

    /**
     * The f0 contour in a file; with no frames if the file is empty. A PitchTier lists voiced frames only: gaps of more than one and a half
     * of its usual steps are read as unvoiced.
     */
    public static Contour contour(Path file) throws IOException {
        Text text = Text.read(file);
        if (PraatObject.recognises(text)) {
            return new PraatObject(text).contour();
        }
        if (text.startsWith(EstTrack.MAGIC)) {
            return EstTrack.contour(text).contour();
        }
        return text.startsWith("{") ? Jams.contour(text) : Columns.read(text, 2).contour();
    }

    /** The times of the pitch marks in a file, in seconds; of an EST track those of the rows that are voiced. */
    public static double[] marks(Path file) throws IOException {
        Text text = Text.read(file);
        if (PraatObject.recognises(text)) {
            return new PraatObject(text).marks();
        }
        return (text.startsWith(EstTrack.MAGIC) ? EstTrack.marks(text) : Columns.read(text, 1)).contour().times();
    }

    /** The intervals of a TextGrid's tier, such as the voiced and unvoiced stretches of the tier "vuv". */
    public static List<Interval> intervals(Path file, String tier) throws IOException {
        Text text = Text.read(file);
        if (!PraatObject.recognises(text)) {
            throw new FormatException(file, "is not a Praat text file, so it has no tier \"" + tier + "\"");
        }
        return new PraatObject(text).intervals(tier);
    }
}
