package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Pitch marks: the instants where the phase, its origin laid on the main excitation, crosses integers; one for each cycle.
 *
 * <p>Candidates are the peaks of the excitation averaged over neighbouring cycles. Dynamic programming chooses a chain of them that
 * is high and whose steps are one cycle of the refined phase: sum of height / (height of the highest within a cycle) - STIFFNESS
 * (step - 1)^2 (Talkin's REAPER, 2015, scores whole lags so). Then the origin is smoothed along the chain.
 */
final class Marks {
    /** Cost of a step that differs from one cycle, for a difference of one cycle: 20 % off costs half a full peak. */
    private static final double STIFFNESS = 12;
    /** Shortest and longest step, cycles. */
    private static final double SHORTEST = 0.5;
    private static final double LONGEST = 2.2;
    /** Peaks lower than this share of the highest within a cycle are left out. */
    private static final double LOWEST = 0.1;

    private final double[] excitation;
    private final double[] phi;
    private double[] at = new double[64];
    private double[] phase = new double[64];
    private double[] height = new double[64];
    private int count;

    /**
     * @param excitation see {@link Excitation}
     * @param phi        cycles at each sample from {@code origin} on
     * @param origin     sample at which {@code phi} starts
     */
    Marks(double[] excitation, double[] phi, int origin) {
        double[] local = new double[phi.length];
        System.arraycopy(excitation, origin, local, 0, Math.min(phi.length, excitation.length - origin));
        this.excitation = average(local, phi);
        this.phi = phi;
    }

    /** Half of each sample, and a quarter of what lies a cycle before and after: what recurs stands out of what does not. */
    private static double[] average(double[] e, double[] phi) {
        double[] y = new double[e.length];
        double[] w = new double[e.length];
        int j = 0;
        for (int s = 0; s < e.length; s++) {
            y[s] += 2 * e[s];
            w[s] += 2;
            while (j + 1 < e.length && phi[j + 1] < phi[s] + 1) {
                j++;
            }
            if (j + 1 < e.length) {
                double u = (phi[s] + 1 - phi[j]) / (phi[j + 1] - phi[j]);
                y[s] += (1 - u) * e[j] + u * e[j + 1];
                w[s] += 1;
                y[j] += (1 - u) * e[s];
                w[j] += 1 - u;
                y[j + 1] += u * e[s];
                w[j + 1] += u;
            }
        }
        for (int s = 0; s < e.length; s++) {
            y[s] /= w[s];
        }
        return y;
    }

    /** Marks between two samples; like these, in samples from the origin. */
    double[] between(int from, int to) {
        peaks(Math.max(1, from), Math.min(to, phi.length - 2));
        compare();
        if (count == 0) {
            return new double[0];
        }
        double[] score = new double[count];
        int[] before = new int[count];
        for (int j = 0; j < count; j++) {
            before[j] = -1;
            double best = phase[j] - phase[0] < 1 ? 0 : Double.NEGATIVE_INFINITY;
            for (int i = j - 1; i >= 0 && phase[j] - phase[i] <= LONGEST; i--) {
                double off = phase[j] - phase[i] - 1;
                double s = score[i] - STIFFNESS * off * off;
                if (off >= SHORTEST - 1 && s > best) {
                    best = s;
                    before[j] = i;
                }
            }
            score[j] = best + height[j];
        }
        int last = count - 1;
        for (int j = count - 1; j >= 0 && phase[count - 1] - phase[j] < 1; j--) {
            if (score[j] > score[last]) {
                last = j;
            }
        }
        int[] chain = new int[count];
        int n = 0;
        for (int j = last; j >= 0; j = before[j]) {
            chain[count - ++n] = j;
        }
        return settle(Arrays.copyOfRange(chain, count - n, count));
    }

    private double[] settle(int[] chain) {
        double[] lead = new double[chain.length];
        double cycles = 0;
        for (int j = 0; j < chain.length; j++) {
            cycles += j == 0 ? 0 : Math.rint(phase[chain[j]] - phase[chain[j - 1]]);
            lead[j] = phase[chain[j]] - cycles;
        }
        double[] smooth = PhaseOrigin.smooth(lead);
        double[] marks = new double[chain.length];
        for (int j = 0; j < marks.length; j++) {
            int n = (int) at[chain[j]];
            marks[j] = at[chain[j]] + (smooth[j] - lead[j]) / (phi[n + 1] - phi[n]);
        }
        return marks;
    }

    private void peaks(int from, int to) {
        count = 0;
        for (int n = from; n <= to; n++) {
            double here = excitation[n];
            if (here > 0 && here >= excitation[n - 1] && here > excitation[n + 1]) {
                double slope = 0.5 * (excitation[n + 1] - excitation[n - 1]);
                double bend = 2 * here - excitation[n - 1] - excitation[n + 1];
                if (count == at.length) {
                    at = Arrays.copyOf(at, 2 * count);
                    phase = Arrays.copyOf(phase, 2 * count);
                    height = Arrays.copyOf(height, 2 * count);
                }
                at[count] = n + slope / bend;
                phase[count] = phi[n] + slope / bend * (phi[n + 1] - phi[n]);
                height[count++] = here + 0.5 * slope * slope / bend;
            }
        }
    }

    /** Heights become shares of the highest peak within a cycle; the low ones go. */
    private void compare() {
        double[] share = new double[count];
        for (int j = 0; j < count; j++) {
            double most = height[j];
            for (int i = j - 1; i >= 0 && phase[j] - phase[i] < 1; i--) {
                most = Math.max(most, height[i]);
            }
            for (int i = j + 1; i < count && phase[i] - phase[j] < 1; i++) {
                most = Math.max(most, height[i]);
            }
            share[j] = height[j] / most;
        }
        int kept = 0;
        for (int j = 0; j < count; j++) {
            if (share[j] >= LOWEST) {
                at[kept] = at[j];
                phase[kept] = phase[j];
                height[kept++] = share[j];
            }
        }
        count = kept;
    }
}
