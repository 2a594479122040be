package org.foldgrad.pitch.loss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a one-dimensional little-endian double array in NumPy's format, version 1. */
final class Npy {
    private Npy() {
    }

    static double[] read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getShort(8);
        String text = new String(bytes.array(), 10, header, StandardCharsets.ISO_8859_1);
        if (!text.contains("'<f8'")) {
            throw new IOException(file + " holds " + text.strip() + ", not doubles");
        }
        double[] values = new double[(bytes.capacity() - 10 - header) / Double.BYTES];
        bytes.position(10 + header).slice().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
        return values;
    }
}
