package org.foldgrad.pitch.format;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.foldgrad.pitch.track.PitchTrack;

/** The formats a track can be written in; {@link PitchFile} reads them all. */
public enum TrackFormat {
    /** {@code time,frequency,confidence,error_cents}, a row for each frame; where unvoiced 0 Hz or a negative guess, no error where it is unknown. */
    CSV(".f0.csv") {
        @Override
        void write(PitchTrack track, double duration, Writer out) throws IOException {
            CsvWriter.track(track, out);
        }
    },
    /** Praat's Pitch: at each frame the frequency with the confidence as its strength, and the unvoiced candidate; first the one that holds. */
    PITCH(".Pitch") {
        @Override
        void write(PitchTrack track, double duration, Writer out) throws IOException {
            new PraatWriter(out, "Pitch 1", duration).pitch(track);
        }
    },
    /** Praat's PitchTier: a point for each voiced frame. */
    PITCHTIER(".PitchTier") {
        @Override
        void write(PitchTrack track, double duration, Writer out) throws IOException {
            new PraatWriter(out, "PitchTier", duration).pitchTier(track);
        }
    },
    /** Praat's TextGrid with one tier, "vuv", whose intervals are V (voiced) or U. */
    TEXTGRID(".TextGrid") {
        @Override
        void write(PitchTrack track, double duration, Writer out) throws IOException {
            new PraatWriter(out, "TextGrid", duration).voicing(track);
        }
    },
    /** An ASCII track of the Edinburgh Speech Tools: time, 1 or 0 for voicing, f0 (where unvoiced a guess or -1). */
    EST(".f0.est") {
        @Override
        void write(PitchTrack track, double duration, Writer out) throws IOException {
            EstTrack.write(track, out);
        }
    },
    /** JAMS with one annotation, a {@code pitch_contour}. */
    JAMS(".jams") {
        @Override
        void write(PitchTrack track, double duration, Writer out) throws IOException {
            Jams.write(track, duration, out);
        }
    };

    private final String extension;

    TrackFormat(String extension) {
        this.extension = extension;
    }

    /** The format that a file's name asks for: that of its ending, .json too, else CSV. */
    public static TrackFormat of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return JAMS;
        }
        return Arrays.stream(values()).filter(format -> name.endsWith(format.ending())).findFirst().orElse(CSV);
    }

    private String ending() {
        return extension.substring(extension.lastIndexOf('.')).toLowerCase(Locale.ROOT);
    }

    /** The usual ending of a file's name, with its dot. */
    public String extension() {
        return extension;
    }

    /**
     * Writes a track to a file, whole or not at all.
     *
     * @param duration length of the recording in seconds
     */
    public void write(PitchTrack track, double duration, Path file) throws IOException {
        Text.write(file, out -> write(track, duration, out));
    }

    abstract void write(PitchTrack track, double duration, Writer out) throws IOException;
}
