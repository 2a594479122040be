package org.foldgrad.autodiff.kernel.taps;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Linear reading at positions about one sample apart, and its adjoint: where eight positions i, i + 1, ... fall into the cells i + d and
 * i + d + 1 only, what they read lies on three diagonals, which are loaded as vectors. They add to these diagonals, too, and lanes never meet
 * in one; what is added to the next eight samples waits in a register. Every sample receives its contributions in the order of the positions,
 * as from {@link DoubleScatterLoops}: the same bits.
 */
final class LineDiagonals {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_512;
    private static final int LANES = 8;
    private static final DoubleVector ZERO = DoubleVector.zero(S);
    private static final DoubleVector LANE = ZERO.addIndex(1);
    // Lanes moved up by one and two, those at the top round to the bottom: these belong to the next eight samples.
    private static final VectorShuffle<Double> UP_1 = VectorShuffle.iota(S, LANES - 1, 1, true);
    private static final VectorShuffle<Double> UP_2 = VectorShuffle.iota(S, LANES - 2, 1, true);
    private static final VectorMask<Double> NEXT_1 = VectorMask.fromLong(S, 0b01);
    private static final VectorMask<Double> NEXT_2 = VectorMask.fromLong(S, 0b11);
    private static final VectorMask<Double> ALL = VectorMask.fromLong(S, 0xff);
    /** Read as integers without sign, the doubles below it are those in [0, 2). */
    private static final long TWO = Double.doubleToRawLongBits(2);

    private LineDiagonals() {}

    /** See {@link GatherLoops#scatter}. */
    static void scatter(TapGrid grid, double[] gradient, int row, Positions positions, double[] cotangent, int at) {
        int size = (int) grid.high() + 1;
        int i = 0;
        while (i + LANES <= positions.size()) {
            int from = i;
            int d = diagonal(positions, i);
            if (i + d >= 0 && i + d <= size - 2 * LANES) {
                i = add(positions.index(), positions.first(), i, positions.size() - LANES, d, gradient, row, size, cotangent, at);
            }
            if (i == from) {
                i = Math.min(i + LineWindows.PAUSE, positions.size());
                DoubleScatterLoops.scatter(grid, gradient, row, positions.part(from, i), cotangent, at + from);
            }
        }
        DoubleScatterLoops.scatter(grid, gradient, row, positions.part(i, positions.size()), cotangent, at + i);
    }

    /** Reads from position {@code i} on, as long as they lie so, and slopes if these are not null; returns the first that was not read. */
    static int gather(TapGrid grid, double[] samples, int row, Positions positions, int i, double[] out, double[] slopes, int at) {
        int size = (int) grid.high() + 1;
        int d = diagonal(positions, i);
        return read(positions.index(), positions.first(), i, positions.size() - LANES, d, samples, row, size, out, slopes, at);
    }

    /** The least cell - position number among the eight from {@code i} on. */
    private static int diagonal(Positions positions, int i) {
        double least = Double.POSITIVE_INFINITY;
        for (int lane = 0; lane < LANES; lane++) {
            least = Math.min(least, positions.get(i + lane) - lane);
        }
        return (int) Math.floor(least) - i;
    }

    /** Adds what belongs to positions from {@code i} to {@code end}, as long as they fall so; returns the first that was not added. */
    private static int add(double[] index, int first, int i, int end, int d, double[] gradient, int row, int size, double[] cotangent, int at) {
        DoubleVector sums = DoubleVector.fromArray(S, gradient, row + i + d);
        for (; i <= end && i + d <= size - 2 * LANES; i += LANES) {
            DoubleVector off = DoubleVector.fromArray(S, index, first + i).sub(LANE).sub(i + d);
            if (!off.reinterpretAsLongs().compare(VectorOperators.ULT, TWO).allTrue()) {
                break;
            }
            VectorMask<Double> upper = off.compare(VectorOperators.GE, 1);
            DoubleVector g = DoubleVector.fromArray(S, cotangent, at + i);
            DoubleVector right = off.sub(1, upper).mul(g);
            DoubleVector left = g.sub(right);
            DoubleVector two = ZERO.blend(right, upper).rearrange(UP_2);
            DoubleVector one = right.blend(left, upper).rearrange(UP_1);
            DoubleVector none = left.blend(ZERO, upper);
            DoubleVector next = DoubleVector.fromArray(S, gradient, row + i + d + LANES);
            next = next.add(two, NEXT_2).add(one, NEXT_1);
            none.add(one.blend(ZERO, NEXT_1).add(two.blend(ZERO, NEXT_2).add(sums))).intoArray(gradient, row + i + d);
            sums = next;
        }
        ZERO.blend(sums, ALL).intoArray(gradient, row + i + d); // a method of a vector that comes round the loop would make it an object
        return i;
    }

    /**
     * Reads at positions from {@code i} to {@code end}, as long as they fall so; returns the first that was not read. Where the diagonals of the
     * last eight do not fit, steps may be even, but not quite one.
     */
    private static int read(double[] index, int first, int i, int end, int d, double[] samples, int row, int size, double[] out,
            double[] slopes, int at) {
        while (i <= end && i + d >= 0 && i + d <= size - 2 * LANES && eight(index, first + i, i + d, samples, row, out, slopes, at + i)) {
            i += LANES;
        }
        return even(index, first, i, end, samples, row, size, out, slopes, at);
    }

    /**
     * The same where steps are even: the first of eight positions, or the last where steps are below one, tells on which diagonals they lie. To try
     * those of the last eight would mispredict a branch wherever they change.
     */
    private static int even(double[] index, int first, int i, int end, double[] samples, int row, int size, double[] out, double[] slopes,
            int at) {
        if (i > end) {
            return i;
        }
        int lowest = index[first + i + LANES - 1] - (LANES - 1) < index[first + i] ? LANES - 1 : 0;
        for (; i <= end; i += LANES) {
            int cell = (int) index[first + i + lowest] - lowest;
            if (cell < 0 || cell > size - 2 * LANES || !eight(index, first + i, cell, samples, row, out, slopes, at + i)) {
                break;
            }
        }
        return i;
    }

    /** Reads at eight positions from {@code i} on, the first of which is in {@code cell} or the next; false if they do not fall so. */
    private static boolean eight(double[] index, int i, int cell, double[] samples, int row, double[] out, double[] slopes, int at) {
        DoubleVector off = DoubleVector.fromArray(S, index, i).sub(LANE).sub(cell);
        if (!off.reinterpretAsLongs().compare(VectorOperators.ULT, TWO).allTrue()) {
            return false;
        }
        VectorMask<Double> upper = off.compare(VectorOperators.GE, 1);
        DoubleVector middle = DoubleVector.fromArray(S, samples, row + cell + 1);
        DoubleVector here = DoubleVector.fromArray(S, samples, row + cell).blend(middle, upper);
        DoubleVector rise = middle.blend(DoubleVector.fromArray(S, samples, row + cell + 2), upper).sub(here);
        off.sub(1, upper).fma(rise, here).intoArray(out, at);
        if (slopes != null) {
            rise.intoArray(slopes, at);
        }
        return true;
    }
}
