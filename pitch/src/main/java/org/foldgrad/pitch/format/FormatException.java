package org.foldgrad.pitch.format;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is not what it should be; the message names the file, the line and what is wrong with it. */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1;

    FormatException(Path file, int line, String problem) {
        super(file + ", line " + line + ": " + problem);
    }

    FormatException(Path file, String problem) {
        super(file + ": " + problem);
    }
}
