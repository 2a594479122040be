package org.foldgrad.autodiff.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesAFileAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old and longer");
        AtomicFile.write(file, out -> out.write("new".getBytes()));
        assertEquals("new", Files.readString(file));
        assertEquals(1, filesIn(folder));
    }

    @Test
    void keepsWhatWasThereWhenWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        IOException thrown = assertThrows(IOException.class, () -> AtomicFile.write(file, out -> {
            out.write(new byte[100_000]);
            throw new IOException("disk full");
        }));
        assertEquals("disk full", thrown.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(1, filesIn(folder));
    }

    @Test
    void followsALinkInsteadOfReplacingIt() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        AtomicFile.write(link, out -> out.write("new".getBytes()));
        assertEquals("new", Files.readString(file));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void writesWhereALinkLeadsThoughNothingIsThereYet() throws IOException {
        Path file = folder.resolve("a.txt");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other"));
        Files.createSymbolicLink(folder.resolve("other"), file);
        AtomicFile.write(link, out -> out.write("new".getBytes()));
        assertEquals("new", Files.readString(file));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void keepsThePermissionsOfWhatItReplaces() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw--w----"));
        AtomicFile.write(file, out -> out.write("new".getBytes()));
        assertEquals("rw--w----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void writesIntoADeviceInsteadOfReplacingIt() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.isWritable(device));
        AtomicFile.write(device, out -> out.write("new".getBytes()));
        assertTrue(Files.exists(device) && !Files.isRegularFile(device));
    }

    @Test
    void namesAFolderThatIsMissingOrInTheWay() {
        assertTrue(assertThrows(IOException.class, () -> AtomicFile.write(folder.resolve("no/a.txt"), out -> { })).getMessage().contains("does not exist"));
        assertTrue(assertThrows(IOException.class, () -> AtomicFile.write(folder, out -> { })).getMessage().contains("is a folder"));
    }

    @Test
    void namesTheFileThatWasAskedForWhenNoPartOfItCanBeMade() {
        Path file = folder.resolve("a".repeat(300));
        IOException thrown = assertThrows(IOException.class, () -> AtomicFile.write(file, out -> { }));
        assertTrue(thrown.getMessage().startsWith(file + ": cannot be written"), thrown.getMessage());
    }

    @Test
    void namesTheFileThatThereIsNoSpaceFor() {
        Path full = Path.of("/dev/full"); // accepts nothing that is written to it
        assumeTrue(Files.exists(full));
        IOException thrown = assertThrows(IOException.class, () -> AtomicFile.write(full, out -> out.write(1)));
        assertTrue(thrown.getMessage().startsWith("/dev/full: cannot be written: "), thrown.getMessage());
    }

    /** Writes one file whole, and begins another that it never ends. */
    static final class Slow {
        public static void main(String[] folder) throws IOException {
            AtomicFile.abandonOnExit();
            AtomicFile.abandonOnExit(); // as a program does that embeds another
            AtomicFile.write(Path.of(folder[0], "whole.txt"), out -> out.write("whole".getBytes()));
            AtomicFile.write(Path.of(folder[0], "half.txt"), out -> {
                out.write(new byte[100_000]);
                System.out.println("begun");
                while (true) {
                    LockSupport.park();
                }
            });
        }
    }

    @Test
    void aSignalLeavesWholeFilesAndNoParts() throws Exception {
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
            Slow.class.getName(), folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertEquals("begun", process.inputReader().readLine());
        assertEquals(2, filesIn(folder));
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it does not end");
        assertEquals("whole", Files.readString(folder.resolve("whole.txt")));
        assertEquals(1, filesIn(folder));
    }

    private static long filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }
}
