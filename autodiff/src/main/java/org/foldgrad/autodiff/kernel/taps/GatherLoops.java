package org.foldgrad.autodiff.kernel.taps;

import org.foldgrad.autodiff.kernel.Backend;

/**
 * Reads rows of samples at real positions, {@code out[i] = sum over t of weight[t] * sample[t]}, and the adjoint of that, which adds
 * {@code weight[t] * cotangent[i]} to the gradient of each sample that position i read.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public interface GatherLoops<A> {
    /** Gathers at {@code positions} from the row that is stored from {@code row} on; NaN where there is no position. */
    void gather(TapGrid grid, A samples, int row, Positions positions, A out, int at);

    /** The same, and the slopes in the same pass; {@code slope} is the grid of the table's derivative. */
    void gatherWithSlopes(TapGrid grid, TapGrid slope, A samples, int row, Positions positions, A out, A slopes, int at);

    /** Adds to the row of {@code gradient} that is stored from {@code row} on; where there is no position nothing is added. */
    void scatter(TapGrid grid, A gradient, int row, Positions positions, A cotangent, int at);

    /** The loops of this run's backend for arrays of this type. */
    static <A> GatherLoops<A> of(A array) {
        return of(array, Backend.chosen());
    }

    /** The loops of a backend for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> GatherLoops<A> of(A array, Backend backend) {
        if (array instanceof double[]) {
            return (GatherLoops<A>) (backend == Backend.VECTOR_512 ? new LineWindows() : new DoubleGatherLoops());
        }
        return (GatherLoops<A>) new FloatGatherLoops();
    }
}
