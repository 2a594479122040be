package org.foldgrad.autodiff.kernel.taps;

/**
 * Where to read: {@code size} elements of {@code index} from {@code first} on, in samples, f64 whatever the samples are.
 *
 * @param index the positions, among others
 * @param first the first of them
 * @param size  how many there are
 */
public record Positions(double[] index, int first, int size) {
    /** The first {@code size} elements of {@code index}. */
    public Positions(double[] index, int size) {
        this(index, 0, size);
    }

    /** The positions {@code from} to {@code to - 1} of these. */
    public Positions part(int from, int to) {
        return new Positions(index, first + from, to - from);
    }

    double get(int i) {
        return index[first + i];
    }
}
