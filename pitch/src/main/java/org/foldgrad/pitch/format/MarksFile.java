package org.foldgrad.pitch.format;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.foldgrad.autodiff.io.AtomicFile;

/** Files of pitch marks. */
public final class MarksFile {
    private MarksFile() {
    }

    /**
     * Writes pitch marks, whole or not at all: as Praat's PointProcess if the file's name ends in {@code .PointProcess}, as an EST track if in
     * {@code .est} or {@code .pm}, else as CSV, one time a line under the header {@code time}.
     *
     * @param marks    times in seconds
     * @param duration length of the recording in seconds
     */
    public static void write(double[] marks, double duration, Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        AtomicFile.write(file, stream -> {
            Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            if (name.endsWith(".pointprocess")) {
                new PraatWriter(out, "PointProcess", duration).marks(marks);
            } else if (name.endsWith(".est") || name.endsWith(".pm")) {
                EstTrack.write(marks, out);
            } else {
                CsvWriter.marks(marks, out);
            }
            out.flush();
        });
    }
}
