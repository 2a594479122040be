package org.foldgrad.pitch.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files below a folder. */
public final class FileTree {
    private FileTree() {
    }

    /**
     * All regular files at any depth, links followed, in the order of their names.
     *
     * @throws IOException if a folder in it cannot be read, or a link leads back to where it came from
     */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
