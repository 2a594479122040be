package org.foldgrad.pitch.optim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.io.Npz;

/**
 * All that a minimiser needs to go on as if it had never stopped, to the last bit.
 *
 * @param step   steps taken
 * @param x      the point reached
 * @param memory the minimiser's running vectors
 */
public record Snapshot(long step, double[] x, double[][] memory) {
    private static final String STEP = "step";
    private static final String X = "x";
    private static final String MEMORY = "memory";

    /** Copies the arrays. */
    public Snapshot {
        x = x.clone();
        memory = Moments.copy(memory);
    }

    /** Refuses a memory that is not {@code count} vectors of {@code length} numbers, as {@code minimiser} keeps them. */
    void check(String minimiser, int count, int length) {
        int[] lengths = Arrays.stream(memory).mapToInt(vector -> vector.length).toArray();
        int[] needed = new int[count];
        Arrays.fill(needed, length);
        if (!Arrays.equals(lengths, needed)) {
            throw new IllegalArgumentException("the snapshot is of another minimiser: " + minimiser + " keeps vectors of "
                + Arrays.toString(needed) + " numbers, not of " + Arrays.toString(lengths));
        }
    }

    /** Writes the snapshot to {@code file}, whole or not at all: NumPy's {@code .npz} with the arrays step, x, memory0, memory1 ... */
    public void save(Path file) throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put(STEP, Tensor.scalar(step));
        arrays.put(X, Tensor.of(x));
        for (int i = 0; i < memory.length; i++) {
            arrays.put(MEMORY + i, Tensor.of(memory[i]));
        }
        Npz.write(file, arrays);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws IOException              if the file cannot be read
     * @throws IllegalArgumentException if it is damaged or something else
     */
    public static Snapshot load(Path file) throws IOException {
        Map<String, Tensor> arrays;
        try {
            arrays = Npz.read(file);
        } catch (AutodiffException damaged) {
            throw new IllegalArgumentException(damaged.getMessage(), damaged);
        }
        double[][] memory = new double[Math.max(0, arrays.size() - 2)][];
        Arrays.setAll(memory, i -> array(arrays, MEMORY + i, file).toArray());
        return new Snapshot((long) array(arrays, STEP, file).item(), array(arrays, X, file).toArray(), memory);
    }

    private static Tensor array(Map<String, Tensor> arrays, String name, Path file) {
        Tensor array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException(file + " is not a snapshot of a minimiser: it has no array " + name);
        }
        return array;
    }
}
