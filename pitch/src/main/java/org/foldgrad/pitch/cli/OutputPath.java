package org.foldgrad.pitch.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.foldgrad.autodiff.io.AtomicFile;
import picocli.CommandLine.ITypeConverter;

/**
 * Where output goes: a separator at the end, which a path alone would drop, is kept as ".", so that it stays a folder's name; "-" is standard
 * output.
 */
final class OutputPath implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        if (text.equals("-")) {
            return AtomicFile.STANDARD_OUTPUT;
        }
        return text.endsWith("/") || text.endsWith(File.separator) ? Path.of(text, ".") : Path.of(text);
    }

    /** Whether {@code path} is a folder's, be it there or not. */
    static boolean isFolder(Path path) {
        return path.endsWith(".") || Files.isDirectory(path);
    }

    /** {@code path} as it was meant. */
    static Path plain(Path path) {
        return path.endsWith(".") && path.getParent() != null ? path.getParent() : path;
    }

    /** Whether {@code path} is where the tool's own words go. */
    static boolean isPrinted(Path path) {
        return path.equals(AtomicFile.STANDARD_OUTPUT);
    }

    /** Writes {@code text} to a file, or prints it where there is none. */
    static void write(String text, Path file, PrintWriter out) throws IOException {
        if (file == null) {
            out.print(text);
            out.flush();
        } else {
            AtomicFile.write(file, bytes -> bytes.write(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
