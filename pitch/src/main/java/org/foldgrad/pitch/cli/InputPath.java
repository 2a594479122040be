package org.foldgrad.pitch.cli;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where input comes from: "-" is standard input. */
final class InputPath implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("an empty word names no file; the working directory is .");
        }
        return Path.of(text.equals("-") ? "/dev/stdin" : text);
    }
}
