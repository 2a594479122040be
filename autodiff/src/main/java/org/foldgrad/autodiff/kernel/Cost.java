package org.foldgrad.autodiff.kernel;

/** About how many nanoseconds things take, measured on one machine: it only decides where several threads pay. */
final class Cost {
    /** A multiply-add of a dense product, in tiles of registers. */
    static final double MULTIPLY_ADD = 0.03;
    /** An element of a sum. */
    static final double SUM = 0.15;
    /** An element of a product, or of those among which the largest is sought. */
    static final double FOLD = 0.2;
    /** An element that is compared in the search for a value. */
    static final double SEARCH = 0.5;
    /** An element of a softmax, its exponential included. */
    static final double SOFTMAX = 1;

    /** Nanoseconds for each array of doubles that is read or written, somewhere in the caches; more in memory. */
    private static final double ARRAY = 0.15;
    /** For each instruction, on vectors of 512 bits; more on shorter ones. */
    private static final double INSTRUCTION = 0.03;
    /** For a call of the JDK's vector library. */
    private static final double CALL = 1.5;

    private Cost() {}

    /** An element of a program. */
    static double of(Program program, Lane lane) {
        double work = ARRAY * (program.inputs() + program.sinks().size());
        for (Graph.Node n : Lower.forVectors(program, lane).graph().nodes()) {
            work += n.op().isLibrary() ? CALL : INSTRUCTION;
        }
        return work * lane.bits / Double.SIZE;
    }
}
