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
     * All regular files at any depth, links followed, in the order of their names. Not those whose name, or whose folder's, starts with a dot:
     * systems leave such behind, {@code ._a.wav} beside {@code a.wav}, and nobody sees them.
     *
     * @throws IOException if a folder in it cannot be read, or a link leads back to where it came from
     */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return entries.filter(file -> Files.isRegularFile(file) && !isHidden(folder.relativize(file))).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isHidden(Path file) {
        for (Path name : file) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
