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
    private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

    @Override
    public Path convert(String text) {
        if (text.equals("-")) {
            return STANDARD_OUTPUT;
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
        return path.equals(STANDARD_OUTPUT);
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

    /** Refuses a file that could not be written, before work is wasted on what is to be in it. */
    static void check(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; give the name of a file");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException(file + ": the folder " + folder + " does not exist");
        }
        if (!Files.isWritable(Files.exists(file) && !Files.isRegularFile(file) ? file : folder)) {
            throw new IOException(file + ": no permission to write here");
        }
    }
}
