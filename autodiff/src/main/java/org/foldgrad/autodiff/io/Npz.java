package org.foldgrad.autodiff.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Tensor;

/** NumPy's {@code .npz} files: named arrays in a zip archive, each an {@code .npy} file; stored or deflated. */
public final class Npz {
    private static final String SUFFIX = ".npy";
    /** No deflated data unpacks to more than this many times its size. */
    private static final long MOST_DEFLATED = 1032;

    /** The same time in every file, so that equal arrays make equal files. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Npz() {}

    /**
     * The arrays in {@code file} by name, in the archive's order.
     *
     * @throws IOException       if the file cannot be read
     * @throws AutodiffException if it is not a zip archive, or an array in it cannot be read; see {@link Npy#read}
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (!name.endsWith(SUFFIX)) {
                    throw new AutodiffException(file + ": entry '" + name + "' is not an " + SUFFIX + " file");
                }
                long limit = entry.getMethod() == ZipEntry.STORED ? entry.getCompressedSize()
                        : Math.min(entry.getSize(), MOST_DEFLATED * entry.getCompressedSize());
                try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
                    arrays.put(name.substring(0, name.length() - SUFFIX.length()), new NpyReader(in, limit).read());
                } catch (AutodiffException e) {
                    throw new AutodiffException(file + ", entry '" + name + "': " + e.getMessage());
                }
            }
        } catch (ZipException e) {
            throw new AutodiffException(file + ": this is not an .npz file: " + e.getMessage(), e);
        }
        return arrays;
    }

    /** Writes the arrays, deflated, each in its own type, little-endian, last axis fastest; replaces the file when it is complete. */
    public static void write(Path file, Map<String, Tensor> arrays) throws IOException {
        Replacement.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
                entry.setTimeLocal(EPOCH);
                zip.putNextEntry(entry);
                NpyWriter.write(zip, array.getValue(), NpyFormat.of(array.getValue()));
                zip.closeEntry();
            }
            zip.finish();
        });
    }
}
