package org.foldgrad.pitch.track;

/**
 * The cheapest path through the candidates, with an unvoiced state, by dynamic programming (Viterbi): the sum over frames of a candidate's
 * own cost and of the cost of going there from the frame before.
 */
final class BestPath {
    /** Cost of an unvoiced frame; a voiced one costs 1 - r. Lenient: a contour is wanted wherever there may be one, voicing comes later. */
    private static final double UNVOICED = 0.9;
    /** Cost of a jump of one octave between frames. */
    private static final double JUMP = 0.8;
    /** Cost of starting or ending a voiced stretch. */
    private static final double SWITCH = 0.25;

    private BestPath() {
    }

    /** Index of the chosen candidate in each frame, -1 where unvoiced. */
    static int[] find(Candidates candidates) {
        double[][] lag = candidates.lag();
        int frames = lag.length;
        double[][] cost = new double[frames][];
        int[][] from = new int[frames][];
        double[][] log = new double[frames][];
        for (int k = 0; k < frames; k++) {
            int n = lag[k].length;
            cost[k] = new double[n + 1];
            from[k] = new int[n + 1];
            log[k] = new double[n];
            for (int i = 0; i < n; i++) {
                log[k][i] = Math.log(lag[k][i]) / Math.log(2);
                cost[k][i] = candidates.cost()[k][i];
            }
            cost[k][n] = UNVOICED;
            if (k == 0) {
                continue;
            }
            int m = lag[k - 1].length;
            for (int i = 0; i <= n; i++) {
                double best = Double.POSITIVE_INFINITY;
                int arg = m;
                for (int j = 0; j <= m; j++) {
                    double move = i == n || j == m ? (i == n && j == m ? 0 : SWITCH) : JUMP * Math.abs(log[k][i] - log[k - 1][j]);
                    double c = cost[k - 1][j] + move;
                    if (c < best) {
                        best = c;
                        arg = j;
                    }
                }
                cost[k][i] += best;
                from[k][i] = arg;
            }
        }
        int[] path = new int[frames];
        int state = 0;
        for (int i = 0; i < cost[frames - 1].length; i++) {
            if (cost[frames - 1][i] < cost[frames - 1][state]) {
                state = i;
            }
        }
        for (int k = frames - 1; k >= 0; k--) {
            path[k] = state == lag[k].length ? -1 : state;
            state = from[k][state];
        }
        return path;
    }
}
