package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Where in the cycle of the first harmonic a recording's main excitation lies.
 *
 * <p>Noise, echoes and second excitations move or replace single peaks, but hardly the phase of the first harmonic, which is the sum of a
 * whole cycle; formants move that, but slowly and not far unless one lies on the harmonic itself. So each keeps the other in bounds, as
 * far as this recording's peaks stay at one place of the harmonic's cycle.
 *
 * @param mean      the place, cycles: circular mean over peaks
 * @param resultant length of the mean of their unit vectors: 1 if all are at one place, 0 if they are anywhere
 */
record PhaseOrigin(double mean, double resultant) {
    static final PhaseOrigin UNKNOWN = new PhaseOrigin(0, 0);
    /** Scale of a peak's error, cycles. */
    private static final double PEAK = 0.05;
    /** Least scale of the harmonic's, cycles. */
    private static final double HARMONIC = 0.03;
    /** Scale of the change from mark to mark, cycles. */
    private static final double DRIFT = 0.05;
    /** Rounds of reweighting. */
    private static final int ROUNDS = 6;

    /** From the harmonic's phase at peaks, in cycles. */
    static PhaseOrigin of(double[] phases) {
        double re = 0;
        double im = 0;
        for (double u : phases) {
            re += Math.cos(2 * Math.PI * u);
            im += Math.sin(2 * Math.PI * u);
        }
        return phases.length == 0 ? UNKNOWN : new PhaseOrigin(Math.atan2(im, re) / (2 * Math.PI), Math.hypot(re, im) / phases.length);
    }

    /** What a peak costs that lies at this phase of the harmonic, in heights of a full peak: nothing at the mean, at most 2. */
    double cost(double phase) {
        return resultant * resultant * (1 - Math.cos(2 * Math.PI * (phase - mean)));
    }

    /**
     * Leads s_j of a chain of marks over phi, the minimum over s of
     * sum of log(1 + ((s_j - peak_j) / PEAK)^2) + log(1 + ((s_j - h_j) / sigma)^2) + ((s_j - s_j-1) / DRIFT)^2,
     * h_j where the mean phase of the harmonic falls and sigma the circular standard deviation about it, sqrt(-2 log R) / 2 pi.
     * Both errors have the tails of Cauchy's distribution: of two that disagree, the one that goes with its neighbours is followed.
     *
     * @param peak     leads of the peaks, cycles
     * @param harmonic leads of the first harmonic there
     */
    double[] smooth(double[] peak, double[] harmonic) {
        int n = peak.length;
        double sigma = Math.max(HARMONIC, Math.sqrt(-2 * Math.log(resultant)) / (2 * Math.PI));
        double[] s = peak.clone();
        double[] weight = new double[n];
        double[] target = new double[n];
        for (int round = 0; round < ROUNDS; round++) {
            for (int j = 0; j < n; j++) {
                double off = mean - harmonic[j] - peak[j];
                double h = peak[j] + off - Math.rint(off);
                double byPeak = 1 / (PEAK * PEAK + (s[j] - peak[j]) * (s[j] - peak[j]));
                double byHarmonic = 1 / (sigma * sigma + (s[j] - h) * (s[j] - h));
                weight[j] = byPeak + byHarmonic;
                target[j] = (byPeak * peak[j] + byHarmonic * h) / weight[j];
            }
            s = solve(target, weight);
        }
        return s;
    }

    /** Minimum of the sum of weight_j (s_j - target_j)^2 + ((s_j - s_j-1) / DRIFT)^2: a tridiagonal system, by elimination. */
    private static double[] solve(double[] target, double[] weight) {
        int n = target.length;
        double stiffness = 1 / (DRIFT * DRIFT);
        double[] pivot = new double[n];
        double[] s = new double[n];
        Arrays.setAll(s, j -> weight[j] * target[j]);
        for (int j = 0; j < n; j++) {
            pivot[j] = weight[j] + (j > 0 ? stiffness : 0) + (j + 1 < n ? stiffness : 0);
            if (j > 0) {
                double m = stiffness / pivot[j - 1];
                pivot[j] -= m * stiffness;
                s[j] += m * s[j - 1];
            }
        }
        for (int j = n - 1; j >= 0; j--) {
            s[j] = (s[j] + (j + 1 < n ? stiffness * s[j + 1] : 0)) / pivot[j];
        }
        return s;
    }
}
