package org.foldgrad.autodiff.kernel.axes;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.emit.Program;

/** The rows of reductions that HotSpot does not vectorise by itself. */
final class DoubleReduceVectorLoops extends DoubleReduceLoops {
    private static final VectorSpecies<Double> S = VectorSpecies.of(double.class, VectorShape.forBitSize(Backend.chosen().bits));
    private static final int L = S.length();
    /** Elements summed before the next pass over the lanes, so that every pass after the first reads the cache. */
    private static final int CHUNK = 2048;

    /** The 32 partial sums, two vectors of them in a pass: as many passes as it takes to cover all. */
    @Override
    void sumLanes(double[] x, int from, int n, double[] partial) {
        int whole = n / Program.PARTIALS * Program.PARTIALS;
        if (whole < 2 * Program.PARTIALS) {
            super.sumLanes(x, from, n, partial);
            return;
        }
        System.arraycopy(x, from, partial, 0, Program.PARTIALS);
        for (int start = Program.PARTIALS; start < whole; start += CHUNK) {
            int end = Math.min(whole, start + CHUNK);
            for (int lane = 0; lane < Program.PARTIALS; lane += 2 * L) {
                sumTwoVectors(x, from + start + lane, from + end, partial, lane);
            }
        }
        for (int k = whole; k < n; k++) {
            partial[k - whole] += x[from + k];
        }
    }

    private static void sumTwoVectors(double[] x, int from, int to, double[] partial, int lane) {
        DoubleVector a = DoubleVector.fromArray(S, partial, lane);
        DoubleVector b = DoubleVector.fromArray(S, partial, lane + L);
        for (int k = from; k < to; k += Program.PARTIALS) {
            a = DoubleVector.fromArray(S, x, k).add(a);
            b = DoubleVector.fromArray(S, x, k + L).add(b);
        }
        a.intoArray(partial, lane);
        b.intoArray(partial, lane + L);
    }

    @Override
    void addRow(double[] x, int from, int n, double[] y, int to) {
        int i = 0;
        for (; i <= n - L; i += L) {
            DoubleVector.fromArray(S, y, to + i).add(DoubleVector.fromArray(S, x, from + i)).intoArray(y, to + i);
        }
        super.addRow(x, from + i, n - i, y, to + i);
    }

    @Override
    void maxRows(double[] x, int from, int n, double[] y, int to) {
        int i = 0;
        for (; i <= n - L; i += L) {
            DoubleVector.fromArray(S, y, to + i).max(DoubleVector.fromArray(S, x, from + i)).intoArray(y, to + i);
        }
        super.maxRows(x, from + i, n - i, y, to + i);
    }

    @Override
    void minRows(double[] x, int from, int n, double[] y, int to) {
        int i = 0;
        for (; i <= n - L; i += L) {
            DoubleVector.fromArray(S, y, to + i).min(DoubleVector.fromArray(S, x, from + i)).intoArray(y, to + i);
        }
        super.minRows(x, from + i, n - i, y, to + i);
    }

    @Override
    double rowMax(double[] x, int from, int n) {
        int end = from + n / (4 * L) * (4 * L);
        if (end - from < 8 * L) {
            return super.rowMax(x, from, n);
        }
        DoubleVector a = DoubleVector.fromArray(S, x, from);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        for (int k = from; k < end; k += 4 * L) {
            a = DoubleVector.fromArray(S, x, k).max(a);
            b = DoubleVector.fromArray(S, x, k + L).max(b);
            c = DoubleVector.fromArray(S, x, k + 2 * L).max(c);
            d = DoubleVector.fromArray(S, x, k + 3 * L).max(d);
        }
        double max = a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
        return end == from + n ? max : Math.max(max, super.rowMax(x, end, from + n - end));
    }

    @Override
    double rowMin(double[] x, int from, int n) {
        int end = from + n / (4 * L) * (4 * L);
        if (end - from < 8 * L) {
            return super.rowMin(x, from, n);
        }
        DoubleVector a = DoubleVector.fromArray(S, x, from);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        for (int k = from; k < end; k += 4 * L) {
            a = DoubleVector.fromArray(S, x, k).min(a);
            b = DoubleVector.fromArray(S, x, k + L).min(b);
            c = DoubleVector.fromArray(S, x, k + 2 * L).min(c);
            d = DoubleVector.fromArray(S, x, k + 3 * L).min(d);
        }
        double min = a.min(b).min(c.min(d)).reduceLanes(VectorOperators.MIN);
        return end == from + n ? min : Math.min(min, super.rowMin(x, end, from + n - end));
    }
}
