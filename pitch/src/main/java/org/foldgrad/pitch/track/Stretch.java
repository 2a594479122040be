package org.foldgrad.pitch.track;

import java.util.ArrayList;
import java.util.List;

/**
 * Knots in a row along which the path is voiced without a break, with a margin on both sides for folds to reach into.
 *
 * @param first first knot, margin included
 * @param from  first knot of the path
 * @param to    last knot of the path
 * @param theta log2 period in samples at the knots from {@code first} on
 */
record Stretch(int first, int from, int to, double[] theta) {
    /** A larger jump between knots breaks the envelope, octaves: nothing sounds in between. */
    static final double BREAK = 0.3;
    /** Knots added at each end, the last period held: one period of the deepest voice. */
    private static final int MARGIN = 5;

    /** The stretches of a path up to the knot next to the recording's end, where its last frame may be: the rest of its {@link Continuation} is not folded. */
    static List<Stretch> of(Candidates candidates, int[] path) {
        List<Stretch> stretches = new ArrayList<>();
        int begin = Continuation.KNOTS;
        int end = path.length - Continuation.KNOTS + 1;
        int k = begin;
        while (k < end) {
            if (path[k] < 0) {
                k++;
                continue;
            }
            int from = k;
            while (k + 1 < end && path[k + 1] >= 0
                && Math.abs(period(candidates, path, k + 1) - period(candidates, path, k)) < BREAK) {
                k++;
            }
            int to = k++;
            int first = Math.max(begin, from - MARGIN);
            int last = Math.min(end - 1, to + MARGIN);
            if (last - first < 2) {
                continue;
            }
            double[] theta = new double[last - first + 1];
            for (int p = first; p <= last; p++) {
                theta[p - first] = period(candidates, path, Math.max(from, Math.min(to, p)));
            }
            stretches.add(new Stretch(first, from, to, theta));
        }
        return stretches;
    }

    /** Sample at the first knot. */
    int origin() {
        return first * Signal.STEP;
    }

    /** The same knots with another envelope. */
    Stretch with(double[] envelope) {
        return new Stretch(first, from, to, envelope);
    }

    private static double period(Candidates candidates, int[] path, int k) {
        return Math.log(candidates.lag()[k][path[k]]) / Math.log(2);
    }
}
