package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * The peaks of the lattice, frame by frame: lag (samples, sub-sample by a parabola), fold correlation there, and the cost of taking it.
 *
 * @param lag      lag[frame][candidate]
 * @param strength strength[frame][candidate], the fold correlation r
 * @param cost     cost[frame][candidate], 1 - r plus what the octave prior asks, less what it asks of the frame's best
 */
record Candidates(double[][] lag, double[][] strength, double[][] cost) {
    /** Peaks kept in a frame. */
    private static final int MOST = 16;
    /** Peaks lower than this are never the pitch of anything a user would call voiced. */
    private static final double LOWEST = 0.15;
    /** How far a peak stands out of the deepest valley before it, at least: a slow ramp, as a click leaves, folds well at every short lag. */
    private static final double OUT = 0.02;
    /** Cost of each octave down: of equally good folds the shortest period is the pitch. */
    private static final double SHORT = 0.015;
    /** More of it for each 1 - r of the frame's highest peak: in noise a longer lag may fold better by chance. */
    private static final double UNCLEAR = 0.035;
    /**
     * More of it, from the best candidate down, where that folds perfectly; and the 1 - r at which 1/e of this is left. No sound folds perfectly half a period later,
     * and the other costs do not make up, within a short note, for the leaps to it and from it.
     */
    private static final double SURE = 0.2;
    private static final double PERFECT = 0.003;
    /** Cost of each octave below {@link #LOW_HZ}: alternate cycles of a rough voice differ by this much and still are cycles. */
    private static final double LOW = 0.11;
    /** Where voices become rare, Hz. */
    private static final double LOW_HZ = 120;
    /**
     * Cost of a period an octave or more outside the range, and less in proportion where it is nearer: no more than an octave down, or a voice that
     * speaks little beside a deeper one would be told an octave low.
     */
    private static final double OUTSIDE = 0.06;
    /** What a peak may lie beyond the periods looked for, as a share of them: its place is not exact. */
    private static final double BEYOND = 0.03;

    static Candidates of(Lattice lattice, Range range) {
        int first = (int) Math.floor(lattice.shortest);
        int last = (int) Math.ceil(lattice.longest);
        double[] prior = new double[last + 1];
        double[] chance = new double[last + 1];
        for (int i = first; i <= last; i++) {
            double octaves = Math.log((double) i / (first - 1)) / Math.log(2);
            chance[i] = UNCLEAR * octaves;
            prior[i] = SHORT * octaves + LOW * Math.max(0, Math.log(LOW_HZ * i / Signal.RATE) / Math.log(2))
                + OUTSIDE * Math.min(1, range.outside(Math.log(i) / Math.log(2)));
        }
        double[][] lag = new double[lattice.frames][];
        double[][] strength = new double[lattice.frames][];
        double[][] cost = new double[lattice.frames][];
        double[] l = new double[MOST];
        double[] s = new double[MOST];
        double[] c = new double[MOST];
        for (int k = 0; k < lattice.frames; k++) {
            Peak.Row row = lattice.rows[k];
            int n = 0;
            double unclear = 1 - row.highest(first, last);
            double valley = row.lowest(first);
            for (int i = first; i <= last; i++) {
                valley = Math.min(valley, row.r(i));
                if (row.isPeak(i) && row.r(i) > Math.max(LOWEST, valley + OUT)) {
                    Peak peak = row.at(i);
                    if (peak.lag() < (1 - BEYOND) * lattice.shortest || peak.lag() > (1 + BEYOND) * lattice.longest) {
                        continue;
                    }
                    double own = 1 - peak.height() + prior[i] + unclear * chance[i];
                    int at = n == MOST ? dearest(c) : n++;
                    if (at == n - 1 || own < c[at]) {
                        l[at] = peak.lag();
                        s[at] = peak.height();
                        c[at] = own;
                    }
                }
            }
            lag[k] = Arrays.copyOf(l, n);
            strength[k] = Arrays.copyOf(s, n);
            cost[k] = Arrays.copyOf(c, n);
            Multiples multiples = new Multiples(row, last, lag[k], strength[k]);
            for (int i = 0; i < n; i++) {
                cost[k][i] += multiples.asMultiple(i) + multiples.asFormant(i, range.outside(Math.log(lag[k][i]) / Math.log(2)));
            }
            if (n > 0) {
                int best = cheapest(cost[k]);
                double shift = cost[k][best] - (1 - strength[k][best]);
                double sure = SURE * Math.exp((strength[k][best] - 1) / PERFECT);
                for (int i = 0; i < n; i++) {
                    cost[k][i] += sure * Math.max(0, Math.log(lag[k][i] / lag[k][best]) / Math.log(2)) - shift;
                }
            }
        }
        return new Candidates(lag, strength, cost);
    }

    private static int dearest(double[] c) {
        int at = 0;
        for (int i = 1; i < c.length; i++) {
            at = c[i] > c[at] ? i : at;
        }
        return at;
    }

    private static int cheapest(double[] c) {
        int at = 0;
        for (int i = 1; i < c.length; i++) {
            at = c[i] < c[at] ? i : at;
        }
        return at;
    }
}
