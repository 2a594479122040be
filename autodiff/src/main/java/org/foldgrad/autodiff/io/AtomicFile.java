package org.foldgrad.autodiff.io;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** Files that are written whole or not at all. */
public final class AtomicFile {
    /** What writes a file's content. */
    @FunctionalInterface
    public interface Content {
        /** Writes it. */
        void to(OutputStream out) throws IOException;
    }

    /** Standard output as a file. Opened by this name, a file that it goes to would be written from its start again, so it is not. */
    public static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");
    /** What has been begun and is not in its place yet; whoever makes, moves or deletes a part holds {@link #MOVES}. */
    private static final Set<Path> PARTS = new HashSet<>();
    private static final ReentrantLock MOVES = new ReentrantLock();
    private static final AtomicBoolean ABANDONS = new AtomicBoolean();

    /** Links that lead from one to the next; with more they lead in a circle. */
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /**
     * From now on the end of the program, from a signal too, takes away what is half written. No file is begun or put into its place after that:
     * {@link #write} then waits for the end, so a program must not call this that writes files in a shutdown hook of its own.
     */
    public static void abandonOnExit() {
        if (ABANDONS.compareAndSet(false, true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                MOVES.lock(); // for good: a second such thread would wait for ever
                PARTS.forEach(AtomicFile::discard);
            }));
        }
    }

    /**
     * Refuses what {@link #write} could not write, before work is wasted on what is to be in it.
     *
     * @throws IOException if {@code file} is a folder, or its folder is not there or must not be written to
     */
    public static void check(Path file) throws IOException {
        if (file.equals(STANDARD_OUTPUT)) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; give the name of a file");
        }
        Path folder = target(file).getParent();
        if (!Files.isDirectory(folder)) {
            throw new IOException(file + ": the folder " + folder + " does not exist");
        }
        if (!Files.isWritable(isDevice(file) ? file : folder)) {
            throw denied(file, null);
        }
    }

    /**
     * Writes a file beside its place and moves it there once it is complete, with the permissions of the file it replaces; if anything fails, what was
     * there before stays. What is not a regular file (a terminal, a pipe, the null device) is written directly, and so is standard output, {@code /dev/stdout}.
     *
     * @throws IOException if {@code content} throws or the file cannot be written; the message names the file
     */
    public static void write(Path file, Content content) throws IOException {
        check(file);
        if (file.equals(STANDARD_OUTPUT)) {
            OutputStream out = new BufferedOutputStream(new Named(file, new FileOutputStream(FileDescriptor.out)));
            content.to(out);
            out.flush();
            return;
        }
        if (isDevice(file)) {
            write(file, Files.newOutputStream(file, StandardOpenOption.WRITE), content);
            return;
        }
        Path target = target(file);
        // a name of its own: another file may have any that could be guessed
        Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            begin(part);
            write(file, Files.newOutputStream(part, StandardOpenOption.WRITE), content);
            finish(part, target);
        } catch (AccessDeniedException denied) {
            throw denied(file, denied);
        } catch (FileSystemException failed) {
            throw new IOException(file + ": cannot be written" + (failed.getReason() == null ? "" : ": " + failed.getReason()), failed);
        } finally {
            forget(part);
        }
    }

    /** Where {@code file} is, or is to be, whatever links lead to it. */
    private static Path target(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        Path target = file.toAbsolutePath();
        for (int links = 0; links < MOST_LINKS && Files.isSymbolicLink(target); links++) {
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file);
    }

    private static IOException denied(Path file, IOException cause) {
        return new IOException(file + ": no permission to write here", cause);
    }

    private static void begin(Path part) throws IOException {
        MOVES.lock();
        try {
            Files.createFile(part);
            PARTS.add(part);
        } finally {
            MOVES.unlock();
        }
    }

    private static void finish(Path part, Path target) throws IOException {
        MOVES.lock();
        try {
            keepPermissions(target, part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            MOVES.unlock();
        }
    }

    private static void keepPermissions(Path target, Path part) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(target);
            if (!permissions.equals(Files.getPosixFilePermissions(part))) {
                Files.setPosixFilePermissions(part, permissions);
            }
        } catch (UnsupportedOperationException none) {
            // there are none on this system
        }
    }

    private static void forget(Path part) {
        MOVES.lock();
        try {
            PARTS.remove(part);
            discard(part);
        } finally {
            MOVES.unlock();
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
    private static void write(Path file, OutputStream place, Content content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(new Named(file, place))) {
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
