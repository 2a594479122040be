package org.foldgrad.pitch.loss;

import org.foldgrad.autodiff.kernel.Backend;

/**
 * The inner loop of {@link WalkFoldKernel}: sums over the points of one cycle. Point j adds to partial sum j mod 8, and the partial sums are combined
 * pairwise, 4 apart, then 2, 1: the same bits with and without SIMD.
 */
interface CycleLoop {
    /** Partial sums for each of the three sums. */
    int LANES = 8;

    /** Where the partial sums end in {@code work}, and scratch space begins. */
    int SCRATCH = 3 * LANES;

    /** An array to work in, for a thread of its own. */
    static double[] work(int points) {
        return new double[SCRATCH + 4 * points];
    }

    /**
     * Writes to {@code work} the partial sums of d², from {@code LANES} on of d times its derivative by t, and from {@code 2 LANES} on of d times its
     * derivative by the cycle's length.
     */
    void run(double t, double cycle, double[] work);

    /** The loop for this machine: two-vector permutations are fast only where a vector has 512 bits. */
    static CycleLoop of(PiecewiseCubic signal, int points) {
        ScalarCycle scalar = new ScalarCycle(signal, points);
        return Backend.chosen() == Backend.VECTOR_512 && points % LANES == 0 ? new VectorCycle(signal, points, scalar) : scalar;
    }

    /** The sum of the partial sums from {@code first} on, which are overwritten. */
    static double combine(double[] sums, int first) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = first; i < first + half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[first];
    }
}
