package org.foldgrad.autodiff.kernel;

/** About how many nanoseconds things take, measured on one machine: it only decides where several threads pay. */
public final class Cost {
    /** A multiply-add of a dense product, in tiles of registers. */
    public static final double MULTIPLY_ADD = 0.03;
    /** An element of a sum. */
    public static final double SUM = 0.15;
    /** An element of a product, or of those among which the largest is sought. */
    public static final double FOLD = 0.2;
    /** An element that is compared in the search for a value. */
    public static final double SEARCH = 0.5;
    /** An element of a softmax, its exponential included. */
    public static final double SOFTMAX = 1;

    /** Nanoseconds for each array of doubles that is read or written, somewhere in the caches; more in memory. */
    public static final double ARRAY = 0.15;
    /** For each instruction, on vectors of 512 bits; more on shorter ones. */
    public static final double INSTRUCTION = 0.03;
    /** For a call of the JDK's vector library. */
    public static final double CALL = 1.5;

    private Cost() {}
}
