package org.foldgrad.pitch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The files of a run, whatever the names they go by: none may be written twice, or over one that is read. */
final class Claims {
    private final Set<Path> read = new HashSet<>();
    /** The recording, or whatever it is, that each file is a result of. */
    private final Map<Path, Path> written = new HashMap<>();
    private final CommandLine command;

    Claims(CommandLine command) {
        this.command = command;
    }

    /** Notes a file that is read. */
    void read(Path file) throws IOException {
        read.add(place(file));
    }

    /**
     * Notes a file that is to be written; files that are read must have been noted before.
     *
     * @param source what it is a result of
     * @throws ParameterException if it is read too, or another result goes there
     */
    void write(Path file, Path source) throws IOException {
        Path place = place(file);
        if (read.contains(place)) {
            throw new ParameterException(command, "a result of " + source + " would be written over " + file + ", which is read: name another file");
        }
        Path other = written.putIfAbsent(place, source);
        if (other != null) {
            throw new ParameterException(command, (other.equals(source) ? "two results of " + source : other + " and " + source)
                + " would both be written to " + file);
        }
    }

    /** The file itself behind links and detours, as far as it exists. */
    private static Path place(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (Files.isRegularFile(absolute)) { // a pipe has no real path
            return absolute.toRealPath();
        }
        return folder != null && Files.exists(folder) ? folder.toRealPath().resolve(absolute.getFileName()) : absolute.normalize();
    }
}
