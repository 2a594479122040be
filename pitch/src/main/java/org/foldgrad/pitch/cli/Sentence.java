package org.foldgrad.pitch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.ParameterException;

/** What went wrong, in one sentence; the exceptions of files say little more than a name. */
final class Sentence {
    private Sentence() {
    }

    static String of(Exception e) {
        return switch (e) {
            case UncheckedIOException wrapped -> of(wrapped.getCause());
            case AccessDeniedException denied -> denied.getFile() + ": no permission to read or write it";
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder";
            case FileAlreadyExistsException inTheWay -> inTheWay.getFile() + ": is a file, but a folder is needed there";
            case FileSystemException other -> other.getFile() + ": cannot be read or written"
                + (other.getReason() == null ? "" : ": " + other.getReason());
            case ParameterException wrong -> wrong.getMessage();
            case IOException unusable -> unusable.getMessage();
            case IllegalArgumentException unusable -> unusable.getMessage();
            default -> "a fault of the program itself: " + e + "; --debug shows where";
        };
    }
}
