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
 * @param minimiser whose it is: the name of the {@link Rule}, or of the minimiser if that has none
 * @param step      steps taken
 * @param x         the point reached
 * @param memory    the minimiser's running vectors
 */
public record Snapshot(String minimiser, long step, double[] x, double[][] memory) {
    private static final String STEP = "step";
    private static final String X = "x";
    private static final String MEMORY = "memory";

    /** Copies the arrays. */
    public Snapshot {
        x = x.clone();
        memory = Moments.copy(memory);
    }

    /** A copy of the point reached. */
    @Override
    public double[] x() {
        return x.clone();
    }

    /** A copy of the minimiser's running vectors. */
    @Override
    public double[][] memory() {
        return Moments.copy(memory);
    }

    /** Refuses a snapshot that is not one of {@code user}, which keeps {@code count} vectors of {@code length} numbers. */
    void check(String user, int count, int length) {
        if (!minimiser.equals(user)) {
            throw new IllegalArgumentException("the snapshot is one of " + minimiser + ", and " + user + " cannot go on from it: resume with "
                + minimiser + ", or let " + user + " minimise from the point x of the snapshot");
        }
        int[] lengths = Arrays.stream(memory).mapToInt(vector -> vector.length).toArray();
        int[] needed = new int[count];
        Arrays.fill(needed, length);
        if (!Arrays.equals(lengths, needed)) {
            throw new IllegalArgumentException("the snapshot is one of " + minimiser + " with other options, or damaged: as it is set here it keeps"
                + " vectors of " + Arrays.toString(needed) + " numbers, not of " + Arrays.toString(lengths));
        }
    }

    /**
     * Writes the snapshot to {@code file}, whole or not at all: NumPy's {@code .npz} with the arrays step, x, memory0, memory1 ... in a folder
     * that is called as the minimiser: {@code Adam/x}.
     */
    public void save(Path file) throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        String folder = minimiser + "/";
        arrays.put(folder + STEP, Tensor.scalar(step));
        arrays.put(folder + X, Tensor.of(x));
        for (int i = 0; i < memory.length; i++) {
            arrays.put(folder + MEMORY + i, Tensor.of(memory[i]));
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
        String first = arrays.keySet().stream().findFirst().orElse("");
        int end = first.indexOf('/');
        if (end < 1) {
            throw new IllegalArgumentException(file + " is not a snapshot of a minimiser: its arrays are in no folder that says of which, as Adam/x does");
        }
        String minimiser = first.substring(0, end);
        String folder = minimiser + "/";
        double[][] memory = new double[Math.max(0, arrays.size() - 2)][];
        Arrays.setAll(memory, i -> array(arrays, folder + MEMORY + i, file).toArray());
        return new Snapshot(minimiser, (long) array(arrays, folder + STEP, file).item(), array(arrays, folder + X, file).toArray(), memory);
    }

    private static Tensor array(Map<String, Tensor> arrays, String name, Path file) {
        Tensor array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException(file + " is not a snapshot of a minimiser: it has no array " + name);
        }
        return array;
    }
}
