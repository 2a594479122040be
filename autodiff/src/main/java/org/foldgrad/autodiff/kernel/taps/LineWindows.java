package org.foldgrad.autodiff.kernel.taps;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.foldgrad.autodiff.kernel.emit.Lane;

/**
 * Linear reading of runs of positions that lie close together: on {@link LineDiagonals}, or eight of them within a window of sixteen samples,
 * which are loaded as two vectors and permuted. Such a permutation is one instruction with 512-bit vectors and a hundred without; the
 * processor's gather, which would need no window, is slower than loads one by one.
 */
final class LineWindows implements GatherLoops<double[]> {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_512;
    private static final int LANES = 8;
    /** Adding it rounds to a whole number. */
    private static final double MAGIC = Lane.F64.magic();
    private static final int WINDOW = 2 * LANES;
    /** Samples of a window before the first position, or before the last where positions fall. */
    private static final int BEFORE = 2;
    /** Positions that are taken some other way after some that did not lie so: trying in vain costs little then. */
    static final int PAUSE = 8 * LANES;
    /** Positions read one by one first: before HotSpot has compiled it, code on the Vector API is about a thousand times slower. */
    private static final long COLD = 50_000_000;

    // Threads may race on it: then the change comes a little sooner or later.
    private static long cold = COLD;

    private final DoubleGatherLoops single = new DoubleGatherLoops();

    @Override
    public void gather(TapGrid grid, double[] samples, int row, Positions positions, double[] out, int at) {
        if (isForWindows(grid, positions)) {
            lines(grid, null, samples, row, positions, out, null, at);
        } else {
            single.gather(grid, samples, row, positions, out, at);
        }
    }

    @Override
    public void gatherWithSlopes(TapGrid grid, TapGrid slope, double[] samples, int row, Positions positions, double[] out, double[] slopes,
            int at) {
        if (isForWindows(grid, positions)) {
            lines(grid, slope, samples, row, positions, out, slopes, at);
        } else {
            single.gatherWithSlopes(grid, slope, samples, row, positions, out, slopes, at);
        }
    }

    @Override
    public void scatter(TapGrid grid, double[] gradient, int row, Positions positions, double[] cotangent, int at) {
        if (isForWindows(grid, positions)) {
            LineDiagonals.scatter(grid, gradient, row, positions, cotangent, at);
        } else {
            single.scatter(grid, gradient, row, positions, cotangent, at);
        }
    }

    private static boolean isForWindows(TapGrid grid, Positions positions) {
        if (grid.table().form() != TapTable.Form.LINES) {
            return false;
        }
        cold -= cold > 0 ? positions.size() : 0;
        return cold <= 0;
    }

    /** Values, and slopes if these are not null. */
    static void lines(TapGrid grid, TapGrid slope, double[] samples, int row, Positions positions, double[] out,
            double[] slopes, int at) {
        double[] index = positions.index();
        int last = (int) grid.high() + 1 - WINDOW;
        int i = 0;
        while (last >= 0 && i + LANES <= positions.size()) {
            int from = i;
            i = LineDiagonals.gather(grid, samples, row, positions, i, out, slopes, at);
            if (i == from) {
                i = windows(index, positions.first(), i, Math.min(i + PAUSE, positions.size()) - LANES, samples, row, last, out, slopes, at);
            }
            if (i == from) {
                i = Math.min(i + PAUSE, positions.size());
                DoubleGatherLoops.lines(grid, slope, samples, row, positions, from, i, out, slopes, at);
            }
        }
        DoubleGatherLoops.lines(grid, slope, samples, row, positions, i, positions.size(), out, slopes, at);
    }

    /** Reads positions from {@code i} to {@code end}, as long as they lie close together; returns the first that was not read. */
    private static int windows(double[] index, int first, int i, int end, double[] samples, int row, int last, double[] out,
            double[] slopes, int at) {
        for (; i <= end; i += LANES) {
            int start = Math.clamp((int) Math.min(index[first + i], index[first + i + LANES - 1]) - BEFORE, 0, last);
            DoubleVector x = DoubleVector.fromArray(S, index, first + i);
            DoubleVector cell = floor(x);
            DoubleVector slot = cell.sub(start);
            VectorMask<Double> inside = slot.compare(VectorOperators.GE, 0).and(slot.compare(VectorOperators.LT, WINDOW - 1));
            if (!inside.allTrue()) {
                return i;
            }
            DoubleVector left = DoubleVector.fromArray(S, samples, row + start);
            DoubleVector right = DoubleVector.fromArray(S, samples, row + start + LANES);
            DoubleVector here = slot.selectFrom(left, right);
            DoubleVector rise = slot.add(1).selectFrom(left, right).sub(here);
            x.sub(cell).fma(rise, here).intoArray(out, at + i);
            if (slopes != null) {
                rise.intoArray(slopes, at + i);
            }
        }
        return i;
    }

    /** The largest integers not above x. */
    private static DoubleVector floor(DoubleVector x) {
        DoubleVector near = x.add(MAGIC).sub(MAGIC);
        return near.sub(1, near.compare(VectorOperators.GT, x));
    }
}
