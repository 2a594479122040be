package org.foldgrad.pitch.format;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;

/** The formats that pitch marks can be written in; {@link PitchFile} reads them all. */
public enum MarksFormat {
    /** One time a line under the header {@code time}. */
    CSV(".marks.csv") {
        @Override
        void write(double[] marks, double duration, Writer out) throws IOException {
            CsvWriter.marks(marks, out);
        }
    },
    /** Praat's PointProcess. */
    POINTPROCESS(".PointProcess") {
        @Override
        void write(double[] marks, double duration, Writer out) throws IOException {
            new PraatWriter(out, "PointProcess", duration).marks(marks);
        }
    },
    /** An ASCII track of the Edinburgh Speech Tools. */
    EST(".pm") {
        @Override
        void write(double[] marks, double duration, Writer out) throws IOException {
            EstTrack.write(marks, out);
        }
    };

    private final String extension;

    MarksFormat(String extension) {
        this.extension = extension;
    }

    /** The format that a file's name asks for: PointProcess or EST ({@code .pm} or {@code .est}) if it ends so, else CSV. */
    public static MarksFormat of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".pointprocess")) {
            return POINTPROCESS;
        }
        return name.endsWith(".est") || name.endsWith(".pm") ? EST : CSV;
    }

    /** The usual ending of a file's name, with its dot. */
    public String extension() {
        return extension;
    }

    /**
     * Writes pitch marks to a file, whole or not at all.
     *
     * @param marks    times in seconds
     * @param duration length of the recording in seconds
     */
    public void write(double[] marks, double duration, Path file) throws IOException {
        Text.write(file, out -> write(marks, duration, out));
    }

    abstract void write(double[] marks, double duration, Writer out) throws IOException;
}
