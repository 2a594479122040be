package org.foldgrad.autodiff.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
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
     * @throws AutodiffException if it is not a zip archive, an entry is damaged, or an array in it cannot be read; see {@link Npy#read}
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (!name.endsWith(SUFFIX)) {
                    throw new AutodiffException(file + ": entry '" + name + "' is not an " + SUFFIX + " file");
                }
                try {
                    if (arrays.put(name.substring(0, name.length() - SUFFIX.length()), read(zip, entry)) != null) {
                        throw new AutodiffException("there is another entry of this name");
                    }
                } catch (AutodiffException e) {
                    throw new AutodiffException(file + ", entry '" + name + "': " + e.getMessage());
                } catch (ZipException | EOFException e) {
                    throw new AutodiffException(file + ", entry '" + name + "': the data are damaged: " + e.getMessage(), e);
                }
            }
        } catch (ZipException | EOFException e) {
            throw new AutodiffException(file + ": this is not an .npz file, or a damaged one: " + e, e);
        }
        return arrays;
    }

    private static Tensor read(ZipFile zip, ZipEntry entry) throws IOException {
        long limit = entry.getMethod() == ZipEntry.STORED ? entry.getCompressedSize()
                : Math.min(entry.getSize(), MOST_DEFLATED * entry.getCompressedSize());
        CRC32 crc = new CRC32();
        try (InputStream in = new BufferedInputStream(new CheckedInputStream(zip.getInputStream(entry), crc))) {
            Tensor array = new NpyReader(in, limit).read();
            if (crc.getValue() != entry.getCrc()) {
                throw new AutodiffException("the data are damaged: their CRC-32 is %08x, but %08x was stored with them".formatted(crc.getValue(),
                        entry.getCrc()));
            }
            return array;
        }
    }

    /** Writes the arrays, deflated, each in its own type, little-endian, last axis fastest; replaces the file when it is complete. */
    public static void write(Path file, Map<String, Tensor> arrays) throws IOException {
        AtomicFile.write(file, out -> {
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
