package org.foldgrad.pitch.track;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The marks of one run of voice.
 *
 * <p>Candidates are the peaks of the excitation averaged over neighbouring cycles. Dynamic programming chooses a chain of them that
 * is high, at one place of the first harmonic's cycle, and whose steps are one cycle of the refined phase: the sum of
 * height / (height of the highest within a cycle) - {@link PhaseOrigin#cost} - STIFFNESS (step - 1)^2 is greatest (Talkin's REAPER, 2015,
 * scores whole lags so). Then the origin of the phase is smoothed along the chain.
 */
final class MarkChain {
    /** Cost of a step that differs from one cycle, for a difference of one cycle: 20 % off costs half a full peak. */
    private static final double STIFFNESS = 12;
    /** Shortest and longest step, cycles. */
    private static final double SHORTEST = 0.5;
    private static final double LONGEST = 2.2;
    /** Peaks lower than this share of the highest within a cycle are left out. */
    private static final double LOWEST = 0.1;

    /** Cycles shorter than this, samples, have no peaks of their own in the smoothed excitation; their marks are put between those that have. */
    private static final double UNRESOLVED = 0.002 * Signal.RATE;

    private final double[] phi;
    /** The candidates' sample, phase phi, height and the first harmonic's lead there. */
    private double[] at = new double[64];
    private double[] phase = new double[64];
    private double[] height = new double[64];
    private double[] harmonic;
    private int count;

    /**
     * @param pulses   the excitation averaged over cycles
     * @param phi      cycles at each of its samples
     * @param harmonic the first harmonic along phi
     * @param from     first sample a mark may be at
     * @param to       last one
     */
    MarkChain(double[] pulses, double[] phi, FirstHarmonic harmonic, int from, int to) {
        this.phi = phi;
        peaks(pulses, Math.max(1, from), Math.min(to, phi.length - 2));
        compare();
        this.harmonic = new double[count];
        for (int j = 0; j < count; j++) {
            this.harmonic[j] = harmonic.lead(phase[j]);
        }
    }

    /** Phases of the first harmonic at the peaks of the best chain. */
    double[] phases(PhaseOrigin origin) {
        return Arrays.stream(chain(origin)).mapToDouble(j -> phase[j] + harmonic[j]).toArray();
    }

    /** The marks, in samples. */
    double[] marks(PhaseOrigin origin) {
        int[] chain = chain(origin);
        double[] peak = new double[chain.length];
        double[] lead = new double[chain.length];
        double cycles = 0;
        for (int j = 0; j < chain.length; j++) {
            cycles += j == 0 ? 0 : Math.rint(phase[chain[j]] - phase[chain[j - 1]]);
            peak[j] = phase[chain[j]] - cycles;
            lead[j] = harmonic[chain[j]];
        }
        double[] smooth = origin.smooth(peak, lead);
        DoubleStream.Builder marks = DoubleStream.builder();
        double last = Double.NaN;
        for (int j = 0; j < chain.length; j++) {
            int n = (int) at[chain[j]];
            double mark = at[chain[j]] + (smooth[j] - peak[j]) / (phi[n + 1] - phi[n]);
            double steps = j == 0 ? 1 : Math.rint(phase[chain[j]] - phase[chain[j - 1]]);
            if (mark - last < steps * UNRESOLVED) {
                for (int k = 1; k < steps; k++) {
                    marks.add(last + (mark - last) * k / steps);
                }
            }
            marks.add(mark);
            last = mark;
        }
        return marks.build().toArray();
    }

    private int[] chain(PhaseOrigin origin) {
        double[] score = new double[count];
        int[] before = new int[count];
        int last = count - 1;
        for (int j = 0; j < count; j++) {
            before[j] = -1;
            double best = phase[j] - phase[0] < 1 ? 0 : Double.NEGATIVE_INFINITY;
            double farthest = farthest(j);
            for (int i = j - 1; i >= 0 && phase[j] - phase[i] <= farthest; i--) {
                double off = Math.min(LONGEST, phase[j] - phase[i]) - 1;
                double s = score[i] - STIFFNESS * off * off;
                if (off >= SHORTEST - 1 && s > best) {
                    best = s;
                    before[j] = i;
                }
            }
            score[j] = best + height[j] - origin.cost(phase[j] + harmonic[j]);
        }
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
        return Arrays.copyOfRange(chain, count - n, count);
    }

    /** How far back the peak before peak {@code j} is looked for: across a gap where there is one, a cycle beyond it. */
    private double farthest(int j) {
        double gap = j == 0 ? 0 : phase[j] - phase[j - 1];
        return gap > LONGEST ? gap + 1 : LONGEST;
    }

    private void peaks(double[] pulses, int from, int to) {
        for (int n = from; n <= to; n++) {
            double here = pulses[n];
            if (here > 0 && here >= pulses[n - 1] && here > pulses[n + 1]) {
                double slope = 0.5 * (pulses[n + 1] - pulses[n - 1]);
                double bend = 2 * here - pulses[n - 1] - pulses[n + 1];
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
