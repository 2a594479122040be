package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * The peaks of the lattice, frame by frame: lag (samples, sub-sample by a parabola), and fold correlation there.
 *
 * @param lag      lag[frame][candidate]
 * @param strength strength[frame][candidate]
 */
record Candidates(double[][] lag, double[][] strength) {
    /** Peaks kept in a frame. */
    private static final int MOST = 16;
    /** Peaks lower than this are never the pitch of anything a user would call voiced. */
    private static final double LOWEST = 0.15;

    static Candidates of(Lattice lattice) {
        double[][] lag = new double[lattice.frames][];
        double[][] strength = new double[lattice.frames][];
        double[] l = new double[MOST];
        double[] s = new double[MOST];
        for (int k = 0; k < lattice.frames; k++) {
            float[] r = lattice.r[k];
            int n = 0;
            for (int i = 1; i + 1 < r.length; i++) {
                if (r[i] > LOWEST && r[i] >= r[i - 1] && r[i] > r[i + 1]) {
                    double slope = 0.5 * (r[i + 1] - r[i - 1]);
                    double bend = 2.0 * r[i] - r[i - 1] - r[i + 1];
                    double peak = r[i] + 0.5 * slope * slope / bend;
                    int at = n;
                    if (n == MOST) {
                        at = lowest(s);
                        if (s[at] >= peak) {
                            continue;
                        }
                    } else {
                        n++;
                    }
                    l[at] = lattice.minLag + i + slope / bend;
                    s[at] = Math.min(1, peak);
                }
            }
            lag[k] = Arrays.copyOf(l, n);
            strength[k] = Arrays.copyOf(s, n);
        }
        return new Candidates(lag, strength);
    }

    private static int lowest(double[] s) {
        int at = 0;
        for (int i = 1; i < s.length; i++) {
            if (s[i] < s[at]) {
                at = i;
            }
        }
        return at;
    }
}
