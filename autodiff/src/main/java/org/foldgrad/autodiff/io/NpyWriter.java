package org.foldgrad.autodiff.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Tensor;

/** Writes one array, in version 1.0 of the format. */
final class NpyWriter {
    /** Elements begin at a multiple of this, so that they can be mapped into memory. */
    private static final int ALIGNMENT = 64;
    private static final int PREFIX = 10;
    private static final int CHUNK = 1 << 16;
    /** Length of a header at most: two bytes hold it. */
    private static final int MOST = 0xffff;

    private NpyWriter() {}

    static void write(OutputStream out, Tensor tensor, NpyFormat format) throws IOException {
        String text = new NpyHeader(format, tensor.shape()).text();
        int length = (PREFIX + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - PREFIX;
        if (length > MOST) {
            throw new AutodiffException("npy: the shape of an array of rank " + tensor.shape().rank() + " does not fit the format's header");
        }
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
        prefix.put(NpyReader.MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        out.write(prefix.array());
        out.write((text + " ".repeat(length - 1 - text.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        double[] doubles = tensor.dtype() == DType.F64 ? tensor.doubles() : null;
        float[] floats = doubles == null ? tensor.floats() : null;
        Order order = new Order(tensor.shape(), format.fortran());
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(format.order());
        for (int i = 0; i < tensor.size(); i++) {
            int k = order.next();
            try {
                format.put(chunk, doubles != null ? doubles[k] : floats[k]);
            } catch (AutodiffException e) {
                throw new AutodiffException("element " + k + " of shape " + tensor.shape() + ": " + e.getMessage());
            }
            if (!chunk.hasRemaining() || i == tensor.size() - 1) {
                out.write(chunk.array(), 0, chunk.position());
                chunk.clear();
            }
        }
    }
}
