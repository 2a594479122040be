package org.foldgrad.autodiff.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
    @TempDir
    Path folder;

    private static byte[] npy(String header, byte[] elements) {
        ByteBuffer b = ByteBuffer.allocate(10 + header.length() + elements.length).order(ByteOrder.LITTLE_ENDIAN);
        b.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        return b.put(header.getBytes(StandardCharsets.ISO_8859_1)).put(elements).array();
    }

    private static String header(String descr, String order, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.npy"), bytes);
    }

    @Test
    void readsWhatTheFormatDescribes() throws IOException {
        byte[] elements = ByteBuffer.allocate(24).putInt(1).putInt(-2).putInt(3).putInt(4).putInt(5).putInt(Integer.MIN_VALUE).array();
        Tensor rows = Npy.read(file(npy(header(">i4", "False", "(2, 3)"), elements)));
        assertEquals(DType.F64, rows.dtype());
        assertArrayEquals(new int[] {2, 3}, rows.shape().toArray());
        assertArrayEquals(new double[] {1, -2, 3, 4, 5, Integer.MIN_VALUE}, rows.toArray());
        Tensor columns = Npy.read(file(npy(header(">i4", "True", "(2, 3)"), elements)));
        assertArrayEquals(new double[] {1, 3, 5, -2, 4, Integer.MIN_VALUE}, columns.toArray());
        assertEquals(0.1f, Npy.read(file(npy("{\"shape\":(),\"descr\":\"<f4\",\"fortran_order\":False}",
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.1f).array()))).item());
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Random random = new Random(1);
        for (int[] shape : new int[][] {{}, {0}, {7}, {3, 4}, {2, 3, 5}, {2, 0, 3}, {300, 101}}) {
            int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            Tensor x = Tensor.of(random.ints(size, -1000, 1000).asDoubleStream().toArray(), shape);
            for (NpyFormat.Type type : NpyFormat.Type.values()) {
                for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                    for (boolean fortran : new boolean[] {false, true}) {
                        Path file = folder.resolve("y.npy");
                        Npy.write(file, x, new NpyFormat(type, order, fortran));
                        Tensor y = Npy.read(file);
                        assertArrayEquals(shape, y.shape().toArray());
                        assertArrayEquals(x.toArray(), y.toArray());
                        assertEquals(type == NpyFormat.Type.F4 ? DType.F32 : DType.F64, y.dtype());
                    }
                }
            }
        }
        assertArrayEquals(new String[] {"y.npy"}, folder.toFile().list());
    }

    @Test
    void everyBitSurvives() throws IOException {
        Path file = folder.resolve("bits.npy");
        double[] odd = {Double.NaN, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, Math.PI};
        Npy.write(file, Tensor.of(odd));
        assertArrayEquals(odd, Npy.read(file).toArray());
        assertEquals(0, (Files.size(file) - 40) % 64);
        Npy.write(file, Tensor.f32(0.1f, Float.MIN_VALUE));
        assertArrayEquals(new float[] {0.1f, Float.MIN_VALUE}, Arrays.copyOf(Npy.read(file).floats(), 2));
    }

    @Test
    void malformedFilesAreRefusedAtTheirByte() throws IOException {
        String good = header("<f8", "False", "(2,)");
        byte[] two = new byte[16];
        refused("byte 0: this is not an .npy file", "GIF89a..........".getBytes(StandardCharsets.ISO_8859_1));
        refused("byte 3: the file ends within the magic string", new byte[] {(byte) 0x93, 'N', 'U'});
        refused("byte 6: version 9.0", with(npy(good, two), 6, 9));
        refused("byte 8: the header claims 65535 bytes", with(with(npy(good, two), 8, 255), 9, 255));
        refused("takes 16 bytes, but only 15 follow", npy(good, new byte[15]));
        refused("bytes follow the last element", npy(good, new byte[17]));
        refused("byte 20: elements of type '<c16' cannot be read", npy(header("<c16", "False", "(2,)"), two));
        refused("byte 20: elements of type '|O'", npy(header("|O", "False", "(2,)"), two));
        refused("expected True or False", npy(header("<f8", "Maybe", "(2,)"), two));
        refused("expected a size", npy(header("<f8", "False", "(-2,)"), two));
        refused("expected a size", npy(header("<f8", "False", "(99999999999999999999,)"), two));
        refused("more elements than an array can hold", npy(header("<f8", "False", "(2147483647, 2147483647)"), two));
        refused("takes 16000000000 bytes, but only 16 follow", npy(header("<f8", "False", "(2000000000,)"), two));
        refused("lacks 'shape'", npy("{'descr': '<f8', 'fortran_order': False}", two));
        refused("unknown key 'colour'", npy("{'colour': 'red'}", two));
        refused("expected '}'", npy("{'descr': '<f8' 'shape': ()}", two));
        refused("expected '{'", npy("", two));
        refused("text after the header's dictionary", npy(good + "import os", two));
        byte[] large = ByteBuffer.allocate(16).putLong(1).putLong((1L << 53) + 1).array();
        refused("the integer 9007199254740993 has no exact f64 value", npy(header(">i8", "False", "(2,)"), large));
        byte[] largest = ByteBuffer.allocate(8).putLong(Long.MAX_VALUE).array();
        refused("the integer 9223372036854775807 has no exact f64 value", npy(header(">i8", "False", "(1,)"), largest));
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        return bytes;
    }

    private void refused(String message, byte[] bytes) throws IOException {
        Path file = file(bytes);
        AutodiffException e = assertThrows(AutodiffException.class, () -> Npy.read(file));
        assertTrue(e.getMessage().startsWith(file + ": byte ") && e.getMessage().contains(message), e.getMessage());
    }

    /** Every cut and every changed byte gives an array or a message, nothing else. */
    @Test
    void damageIsNeverMoreThanAMessage() throws IOException {
        Path file = folder.resolve("z.npy");
        Npy.write(file, Tensor.of(1, 2, 3));
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 0; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertThrows(AutodiffException.class, () -> Npy.read(file), "cut at " + cut);
        }
        Random random = new Random(2);
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length - 24)] = (byte) random.nextInt();
            Files.write(file, damaged);
            try {
                Tensor x = Npy.read(file);
                assertTrue(x.size() <= 6);
            } catch (AutodiffException e) {
                assertTrue(e.getMessage().contains("byte "), e.getMessage());
            }
        }
    }

    @Test
    void aFailedWriteLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("kept.npy");
        Npy.write(file, Tensor.of(1, 2));
        NpyFormat integers = NpyFormat.of(NpyFormat.Type.I4);
        for (double value : new double[] {0.5, 3e9, Double.NaN}) {
            AutodiffException e = assertThrows(AutodiffException.class, () -> Npy.write(file, Tensor.of(1, value), integers));
            assertTrue(e.getMessage().contains("element 1 of shape [2]"), e.getMessage());
        }
        assertThrows(AutodiffException.class, () -> Npy.write(file, Tensor.of(0x1p63), NpyFormat.of(NpyFormat.Type.I8)));
        assertArrayEquals(new double[] {1, 2}, Npy.read(file).toArray());
        assertEquals(1, folder.toFile().list().length);
    }

    @Test
    void otherFilesAreLeftAlone() throws IOException {
        Path other = Files.writeString(folder.resolve("w.npy.part"), "mine");
        Npy.write(folder.resolve("w.npy"), Tensor.of(1, 2));
        assertEquals("mine", Files.readString(other));
        assertEquals(2, folder.toFile().list().length);
    }

    @Test
    void aLinkIsFollowedAndAMissingFolderNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("w.npy"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.npy"), file);
        Npy.write(link, Tensor.of(1, 2));
        assertTrue(Files.isSymbolicLink(link));
        assertArrayEquals(new double[] {1, 2}, Npy.read(file).toArray());
        Path missing = folder.resolve("no").resolve("w.npy");
        IOException e = assertThrows(IOException.class, () -> Npy.write(missing, Tensor.of(1)));
        assertEquals(missing + ": the folder " + missing.getParent() + " does not exist", e.getMessage());
    }

    @Test
    void archives() throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put("theta", Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3));
        arrays.put("audio", Tensor.f32(new float[5000], 5000));
        arrays.put("none", Tensor.zeros(0));
        Path file = folder.resolve("a.npz");
        Npz.write(file, arrays);
        byte[] once = Files.readAllBytes(file);
        Npz.write(file, arrays);
        assertArrayEquals(once, Files.readAllBytes(file));
        Map<String, Tensor> back = Npz.read(file);
        assertEquals(List.copyOf(arrays.keySet()), List.copyOf(back.keySet()));
        arrays.forEach((name, x) -> {
            assertEquals(x.shape(), back.get(name).shape());
            assertEquals(x.dtype(), back.get(name).dtype());
            assertArrayEquals(x.toArray(), back.get(name).toArray());
        });
    }

    @Test
    void archivesThatLieAreRefused() throws IOException {
        Path file = folder.resolve("b.npz");
        Files.write(file, new byte[100]);
        assertThrows(AutodiffException.class, () -> Npz.read(file));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(npy(header("<f8", "False", "(2000000000,)"), new byte[16]));
        }
        AutodiffException e = assertThrows(AutodiffException.class, () -> Npz.read(file));
        assertTrue(e.getMessage().contains("entry 'x.npy': byte 10: shape [2000000000] of F8 takes 16000000000 bytes"), e.getMessage());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        assertFalse(assertThrows(AutodiffException.class, () -> Npz.read(file)).getMessage().isEmpty());
    }

    /** A bit flipped in any byte, in a stored archive and in a deflated one, gives the same numbers or a message. */
    @Test
    void damagedArchivesAreRefused() throws IOException {
        Path file = folder.resolve("c.npz");
        double[] values = {1, 2.5, -3};
        byte[] npy = npy(header("<f8", "False", "(3,)"), ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putDouble(1).putDouble(2.5)
                .putDouble(-3).array());
        for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(archive)) {
                ZipEntry entry = new ZipEntry("x.npy");
                entry.setMethod(method);
                entry.setSize(npy.length);
                CRC32 crc = new CRC32();
                crc.update(npy);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(npy);
            }
            byte[] whole = archive.toByteArray();
            Files.write(file, whole);
            assertArrayEquals(values, Npz.read(file).get("x").toArray());
            for (int at = 0; at < whole.length; at++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << at % 8);
                Files.write(file, damaged);
                try {
                    for (Tensor x : Npz.read(file).values()) {
                        assertArrayEquals(values, x.toArray(), "method " + method + " byte " + at);
                    }
                } catch (AutodiffException e) {
                    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
                }
            }
        }
    }

    @Test
    void aFlippedBitIsFoundByTheChecksum() throws IOException {
        Path file = folder.resolve("d.npz");
        Npz.write(file, Map.of("x", Tensor.range(8)));
        byte[] bytes = Files.readAllBytes(file);
        int central = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        bytes[central + 16] ^= 1;
        Files.write(file, bytes);
        AutodiffException e = assertThrows(AutodiffException.class, () -> Npz.read(file));
        assertTrue(e.getMessage().startsWith(file + ", entry 'x.npy': ") && e.getMessage().contains("CRC-32"), e.getMessage());
    }
}
