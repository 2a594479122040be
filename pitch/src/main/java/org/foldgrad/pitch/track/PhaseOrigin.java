package org.foldgrad.pitch.track;

/** Lets the origin of the phase drift along a chain of marks, instead of jumping with every noisy peak. */
final class PhaseOrigin {
    /** Cost of a change of origin from mark to mark against that of leaving the peak. */
    private static final double DRIFT = 1;
    /** Peaks this far off their neighbours' origin count half, cycles. */
    private static final double OFF = 0.05;
    /** Rounds of reweighting. */
    private static final int ROUNDS = 3;

    private PhaseOrigin() {
    }

    /** Minimises over s the sum of w_j (s_j - lead_j)^2 + DRIFT (s_j - s_j-1)^2, w_j smaller for outliers (Cauchy). */
    static double[] smooth(double[] lead) {
        double[] smooth = lead.clone();
        double[] weight = new double[lead.length];
        for (int round = 0; round < ROUNDS; round++) {
            for (int j = 0; j < lead.length; j++) {
                double off = (lead[j] - smooth[j]) / OFF;
                weight[j] = 1 / (1 + off * off);
            }
            smooth = solve(lead, weight);
        }
        return smooth;
    }

    /** The tridiagonal system of the minimum, by elimination. */
    private static double[] solve(double[] lead, double[] weight) {
        int n = lead.length;
        double[] pivot = new double[n];
        double[] s = new double[n];
        for (int j = 0; j < n; j++) {
            pivot[j] = weight[j] + (j > 0 ? DRIFT : 0) + (j + 1 < n ? DRIFT : 0);
            s[j] = weight[j] * lead[j];
            if (j > 0) {
                double m = DRIFT / pivot[j - 1];
                pivot[j] -= m * DRIFT;
                s[j] += m * s[j - 1];
            }
        }
        for (int j = n - 1; j >= 0; j--) {
            s[j] = (s[j] + (j + 1 < n ? DRIFT * s[j + 1] : 0)) / pivot[j];
        }
        return s;
    }
}
