package org.foldgrad.pitch.track;

import java.util.Arrays;

/** The range of periods that a recording keeps to, learnt in a first pass, in log2 samples. */
record Range(double low, double high) {
    /** No preference. */
    static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    /** Room left at both ends, octaves. */
    private static final double ROOM = 0.3;
    /** Share of the voiced weight left out at each end. */
    private static final double TAIL = 0.1;
    /** Folds below this say nothing about the range. */
    private static final double CLEAR = 0.7;

    static Range of(Candidates candidates, int[] path) {
        double[] periods = new double[path.length];
        int n = 0;
        for (int k = 0; k < path.length; k++) {
            if (path[k] >= 0 && candidates.strength()[k][path[k]] > CLEAR) {
                periods[n++] = Math.log(candidates.lag()[k][path[k]]) / Math.log(2);
            }
        }
        if (n == 0) {
            return ANY;
        }
        Arrays.sort(periods, 0, n);
        return new Range(periods[(int) (TAIL * n)] - ROOM, periods[(int) ((1 - TAIL) * n)] + ROOM);
    }

    /** How many octaves a period, log2 samples, lies outside. */
    double outside(double period) {
        return Math.max(0, Math.max(low - period, period - high));
    }
}
