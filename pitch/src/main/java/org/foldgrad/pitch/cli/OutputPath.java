package org.foldgrad.pitch.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** Where output goes: a separator at the end, which a path alone would drop, is kept as ".", so that it stays a folder's name. */
final class OutputPath implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
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
}
