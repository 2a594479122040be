package org.foldgrad.autodiff.kernel.emit;

/** What a kernel does with the value of one of its expressions. */
public enum Sink {
    /** {@code out[i] = value}. */
    WRITE,
    /** {@code out[i] += value}. */
    ADD,
    /** {@code out[0] = sum of the values}, in the fixed order of {@link Program}. */
    SUM
}
