package org.foldgrad.autodiff.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Tensor;

/**
 * NumPy's {@code .npy} files: one array each. Elements f4 are read as f32, f8, i4 and i8 as f64; both byte orders and both orders of axes.
 * (NumPy Enhancement Proposal 1, A simple file format for NumPy arrays.)
 */
public final class Npy {
    private Npy() {}

    /**
     * The array in {@code file}.
     *
     * @throws IOException       if the file cannot be read
     * @throws AutodiffException if it is not such a file, is cut off or goes on too long, has elements of another type, or an i8 that no f64
     *                           equals; the message names the file and the byte
     */
    public static Tensor read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new NpyReader(in, Files.size(file)).read();
        } catch (AutodiffException e) {
            throw new AutodiffException(file + ": " + e.getMessage());
        }
    }

    /** Writes {@code tensor} in its own type, little-endian, last axis fastest; see {@link #write(Path, Tensor, NpyFormat)}. */
    public static void write(Path file, Tensor tensor) throws IOException {
        write(file, tensor, NpyFormat.of(tensor));
    }

    /**
     * Writes {@code tensor}, replacing the file in one step when it is complete.
     *
     * @throws IOException       if the file cannot be written
     * @throws AutodiffException if an integer type is asked for and an element is not such an integer; the file is then left as it was
     */
    public static void write(Path file, Tensor tensor, NpyFormat format) throws IOException {
        AtomicFile.write(file, out -> NpyWriter.write(out, tensor, format));
    }
}
