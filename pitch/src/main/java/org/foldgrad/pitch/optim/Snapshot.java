package org.foldgrad.pitch.optim;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * All that a minimiser needs to go on as if it had never stopped, to the last bit.
 *
 * @param step   steps taken
 * @param x      the point reached
 * @param memory the minimiser's running vectors
 */
public record Snapshot(long step, double[] x, double[][] memory) {
    private static final int MAGIC = 0x464F4C44;

    /** Copies the arrays. */
    public Snapshot {
        x = x.clone();
        memory = Moments.copy(memory);
    }

    /** Writes the snapshot to {@code file}, whole or not at all. */
    public void save(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            out.writeInt(MAGIC);
            out.writeLong(step);
            write(out, x);
            out.writeInt(memory.length);
            for (double[] vector : memory) {
                write(out, vector);
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads what {@link #save} wrote. */
    public static Snapshot load(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                throw new IOException(file + " is not a snapshot of a minimiser: it does not begin with FOLD");
            }
            long step = in.readLong();
            double[] x = read(in);
            double[][] memory = new double[in.readInt()][];
            for (int i = 0; i < memory.length; i++) {
                memory[i] = read(in);
            }
            return new Snapshot(step, x, memory);
        }
    }

    private static void write(DataOutputStream out, double[] vector) throws IOException {
        out.writeInt(vector.length);
        for (double v : vector) {
            out.writeLong(Double.doubleToRawLongBits(v));
        }
    }

    private static double[] read(DataInputStream in) throws IOException {
        double[] vector = new double[in.readInt()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Double.longBitsToDouble(in.readLong());
        }
        return vector;
    }
}
