package org.foldgrad.autodiff.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;

/**
 * Reads one array from a stream that is known to hold at most {@code limit} bytes. Nothing is allocated that the header asks for before it
 * is sure that the stream can hold it.
 */
final class NpyReader {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final long limit;
    private long at;

    NpyReader(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    Tensor read() throws IOException {
        byte[] magic = bytes(6, "the magic string");
        if (!Arrays.equals(magic, MAGIC)) {
            throw error(0, "this is not an .npy file: it does not begin with \\x93NUMPY");
        }
        byte[] version = bytes(2, "the version");
        if (version[0] < 1 || version[0] > 3) {
            throw error(6, "version " + version[0] + "." + version[1] + " of the format is unknown; 1.0, 2.0 and 3.0 can be read");
        }
        int width = version[0] == 1 ? 2 : 4;
        ByteBuffer length = ByteBuffer.wrap(bytes(width, "the header's length")).order(ByteOrder.LITTLE_ENDIAN);
        long header = width == 2 ? Short.toUnsignedLong(length.getShort()) : Integer.toUnsignedLong(length.getInt());
        if (header > limit - at || header > Integer.MAX_VALUE - 8) {
            throw error(8, "the header claims " + header + " bytes, but only " + (limit - at) + " follow");
        }
        int start = (int) at;
        NpyHeader h = NpyHeader.parse(bytes((int) header, "the header"), start);
        long size = (long) h.shape().size() * h.format().type().bytes();
        if (size > limit - at) {
            throw error(start, "shape " + h.shape() + " of " + h.format().type() + " takes " + size + " bytes, but only " + (limit - at) + " follow");
        }
        return elements(h.format(), h.shape());
    }

    private Tensor elements(NpyFormat format, Shape shape) throws IOException {
        int n = shape.size();
        boolean wide = format.dtype() == DType.F64;
        double[] doubles = new double[wide ? n : 0];
        float[] floats = new float[wide ? 0 : n];
        Order order = new Order(shape, format.fortran());
        int bytes = format.type().bytes();
        for (int i = 0; i < n;) {
            int count = Math.min(n - i, CHUNK / bytes);
            long from = at;
            ByteBuffer chunk = ByteBuffer.wrap(bytes(count * bytes, "the elements")).order(format.order());
            for (int end = i + count; i < end; i++) {
                int k = order.next();
                try {
                    if (wide) {
                        doubles[k] = format.get(chunk);
                    } else {
                        floats[k] = (float) format.get(chunk);
                    }
                } catch (AutodiffException e) {
                    throw error(from + chunk.position() - bytes, e.getMessage());
                }
            }
        }
        if (in.read() >= 0) {
            throw error(at, "bytes follow the last element of shape " + shape);
        }
        return wide ? Tensor.of(doubles, shape.toArray()) : Tensor.f32(floats, shape.toArray());
    }

    private byte[] bytes(int n, String what) throws IOException {
        byte[] b = in.readNBytes(n);
        if (b.length < n) {
            throw error(at + b.length, "the file ends within " + what);
        }
        at += n;
        return b;
    }

    private static AutodiffException error(long at, String message) {
        return new AutodiffException("byte " + at + ": " + message);
    }
}
