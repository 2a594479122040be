package org.foldgrad.autodiff.kernel.emit;

/** A compiled {@link Program} at a single point: numbers in, numbers out, no arrays to loop over. */
public interface Point {
    /** Reads input k from {@code in[k]} and writes the value of expression j to {@code out[j]}, whatever its sink. */
    void at(double[] in, double[] out);
}
