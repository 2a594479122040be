package org.foldgrad.pitch.cli;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** Where input comes from: "-" is standard input. */
final class InputPath implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        return Path.of(text.equals("-") ? "/dev/stdin" : text);
    }
}
