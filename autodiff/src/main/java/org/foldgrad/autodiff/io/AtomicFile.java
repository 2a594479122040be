package org.foldgrad.autodiff.io;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are written whole or not at all. */
public final class AtomicFile {
    /** What writes a file's content. */
    @FunctionalInterface
    public interface Content {
        /** Writes it. */
        void to(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a file beside its place and moves it there once it is complete; if anything fails, what was there before stays. What is not a
     * regular file (a terminal, a pipe, the null device) is written directly.
     *
     * @throws IOException if {@code content} throws or the file cannot be written; the message names the file
     */
    public static void write(Path file, Content content) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; give the name of a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            write(file, file, content, StandardOpenOption.WRITE);
            return;
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (!Files.isDirectory(target.getParent())) {
            throw new IOException(file + ": the folder " + target.getParent() + " does not exist");
        }
        // a name of its own: another file may have any that could be guessed
        Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            write(file, part, content, StandardOpenOption.CREATE_NEW);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AccessDeniedException denied) {
            throw new IOException(file + ": no permission to write here", denied);
        } catch (FileSystemException failed) {
            throw new IOException(file + ": cannot be written" + (failed.getReason() == null ? "" : ": " + failed.getReason()), failed);
        } finally {
            discard(part);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException unheard) {
            // what kept it from being written keeps it from being deleted, and has been told
        }
    }

    /** Writes to {@code place} what is to be in {@code file}. */
    private static void write(Path file, Path place, Content content, StandardOpenOption mode) throws IOException {
        try (OutputStream out = new BufferedOutputStream(new Named(file, Files.newOutputStream(place, mode, StandardOpenOption.WRITE)))) {
            content.to(out);
        }
    }

    /** Says of which file it is that there is no space left for it. */
    private static final class Named extends FilterOutputStream {
        private final Path file;

        Named(Path file, OutputStream out) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException failed) {
                throw new IOException(file + ": cannot be written: " + failed.getMessage(), failed);
            }
        }
    }
}
