package org.foldgrad.autodiff.kernel;

/**
 * Where to read: the first {@code size} elements of {@code index}, in samples, f64 whatever the samples are.
 *
 * @param index the positions; may be longer than {@code size}
 * @param size  how many there are
 */
public record Positions(double[] index, int size) {
    double get(int i) {
        return index[i];
    }
}
