package org.foldgrad.pitch.loss;

import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link CycleLoop} eight points at a time. Neighbouring points lie within 16 samples of each other, so their coefficients come from two loaded vectors
 * by a permutation, several times faster than eight loads each.
 */
final class VectorCycle implements CycleLoop {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_512;
    /** Adding it rounds to a whole number, also a little below zero. */
    private static final double BIG = 0x1.8p52;
    /** Cycles done one point at a time first: before HotSpot has compiled it, code on the Vector API is about a thousand times slower. */
    private static final int COLD = 20_000;

    private final double[] a;
    private final double[] b;
    private final double[] c;
    private final double[] d;
    private final double[] u;
    /** Whether the signal is made of straight lines: then two of the four coefficients need not be read. */
    private final boolean straight;
    private final int top;
    private final ScalarCycle scalar;
    // Threads may race on it: then the change comes a little sooner or later.
    private int cold = COLD;

    VectorCycle(PiecewiseCubic signal, int points, ScalarCycle scalar) {
        this.top = signal.top();
        this.scalar = scalar;
        double[] rows = signal.rows();
        int length = rows.length / 4 + 2 * LANES;
        a = new double[length];
        b = new double[length];
        c = new double[length];
        d = new double[length];
        for (int i = 0; i < rows.length / 4; i++) {
            a[i] = rows[4 * i];
            b[i] = rows[4 * i + 1];
            c[i] = rows[4 * i + 2];
            d[i] = rows[4 * i + 3];
        }
        straight = IntStream.range(0, top).allMatch(i -> c[i] == 0 && d[i] == 0);
        u = new double[points];
        for (int j = 0; j < points; j++) {
            u[j] = (j + 0.5) / points;
        }
    }

    @Override
    public void run(double t, double cycle, double[] work) {
        boolean inside = t - cycle >= 256 && t + cycle <= top;
        if (cold > 0) {
            cold--;
            scalar.run(t, cycle, work);
        } else if (inside && cycle <= 2 * u.length) {
            vectors(t, cycle, work);
        } else {
            scalar.run(t, cycle, work);
        }
    }

    /**
     * {@link #run} where all points lie inside the audio and two neighbouring ones within two samples. Behind the sums, {@code work} holds the values
     * at the points of the segment after t and of the one before it, then the slopes there.
     */
    void vectors(double t, double cycle, double[] work) {
        for (int segment = 0; segment < 2; segment++) {
            int to = SCRATCH + segment * u.length;
            if (straight) {
                readStraight(t, cycle, segment * cycle, work, to);
            } else {
                read(t, cycle, segment * cycle, work, to);
            }
        }
        sum(work);
    }

    /**
     * Value and slope of the audio at {@code t + u cycle - shift}. Called from one place and with one segment at a time: a permutation takes so many
     * nodes that HotSpot inlines only about six of them in one method, and boxes the vectors of the others.
     */
    private void read(double t, double cycle, double shift, double[] work, int to) {
        for (int j = 0; j < u.length; j += LANES) {
            DoubleVector x = DoubleVector.fromArray(S, u, j).mul(cycle).add(t).sub(shift);
            int from = (int) (t + u[j] * cycle - shift);
            DoubleVector ahead = x.sub(from);
            DoubleVector i = floor(ahead);
            DoubleVector s = ahead.sub(i);
            DoubleVector p1 = pick(i, b, from);
            DoubleVector p2 = pick(i, c, from);
            DoubleVector p3 = pick(i, d, from);
            s.mul(s.mul(s.mul(p3).add(p2)).add(p1)).add(pick(i, a, from)).intoArray(work, to + j);
            s.mul(p2.mul(2).add(s.mul(p3.mul(3)))).add(p1).intoArray(work, to + 2 * u.length + j);
        }
    }

    /** {@link #read} where the quadratic and the cubic coefficients are 0. */
    private void readStraight(double t, double cycle, double shift, double[] work, int to) {
        for (int j = 0; j < u.length; j += LANES) {
            DoubleVector x = DoubleVector.fromArray(S, u, j).mul(cycle).add(t).sub(shift);
            int from = (int) (t + u[j] * cycle - shift);
            DoubleVector ahead = x.sub(from);
            DoubleVector i = floor(ahead);
            DoubleVector p1 = pick(i, b, from);
            ahead.sub(i).mul(p1).add(pick(i, a, from)).intoArray(work, to + j);
            p1.intoArray(work, to + 2 * u.length + j);
        }
    }

    private void sum(double[] work) {
        int points = u.length;
        DoubleVector sum = DoubleVector.zero(S);
        DoubleVector moved = sum;
        DoubleVector stretched = sum;
        for (int j = 0; j < points; j += LANES) {
            DoubleVector share = DoubleVector.fromArray(S, u, j);
            DoubleVector difference = DoubleVector.fromArray(S, work, SCRATCH + j).sub(DoubleVector.fromArray(S, work, SCRATCH + points + j));
            DoubleVector ahead = DoubleVector.fromArray(S, work, SCRATCH + 2 * points + j);
            DoubleVector behind = DoubleVector.fromArray(S, work, SCRATCH + 3 * points + j);
            sum = difference.mul(difference).add(sum);
            moved = difference.mul(ahead.sub(behind)).add(moved);
            stretched = difference.mul(share.mul(ahead).add(share.neg().add(1).mul(behind))).add(stretched);
        }
        sum.intoArray(work, 0);
        moved.intoArray(work, LANES);
        stretched.intoArray(work, 2 * LANES);
    }

    /**
     * The largest whole number not above x, for 0 to 16: the nearest one to x - 1/2, a little above so that a whole x is no tie. Positions from 256 on
     * are multiples of 2^-44, and so is what they differ by from whole numbers.
     */
    private static DoubleVector floor(DoubleVector x) {
        return x.add(0x1p-46 - 0.5).add(BIG).sub(BIG);
    }

    /** {@code values[from + index]} for each lane of {@code index}, whole numbers from 0 to 15. */
    private static DoubleVector pick(DoubleVector index, double[] values, int from) {
        return index.selectFrom(DoubleVector.fromArray(S, values, from), DoubleVector.fromArray(S, values, from + LANES));
    }
}
