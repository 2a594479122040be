package org.foldgrad.pitch.track;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Pitch marks: the instants where the phase, its origin laid on the main excitation, crosses integers; one for each cycle. Two passes: the
 * first finds where in the first harmonic's cycle this recording's excitation lies, the second uses it.
 */
final class Marks {
    /** Times that neighbouring cycles are averaged: weights are those of a binomial over 2 AVERAGES + 1 cycles. */
    private static final int AVERAGES = 2;

    /** A run of voice and the sample its stretch starts at. */
    private record Run(int origin, MarkChain chain) {
    }

    private Marks() {
    }

    /**
     * Marks of all voiced runs, seconds.
     *
     * @param phases refined phase of each stretch, cycles since its first knot
     * @param voice  log odds of voice at the knots
     */
    static double[] of(double[] x, List<Stretch> stretches, List<double[]> phases, double[] voice) {
        List<Run> runs = runs(x, stretches, phases, voice);
        PhaseOrigin origin = PhaseOrigin.of(runs.stream().flatMapToDouble(run -> DoubleStream.of(run.chain.phases(PhaseOrigin.UNKNOWN))).toArray());
        return runs.stream().flatMapToDouble(run -> DoubleStream.of(run.chain.marks(origin)).map(at -> (run.origin + at) / Signal.RATE)).toArray();
    }

    private static List<Run> runs(double[] x, List<Stretch> stretches, List<double[]> phases, double[] voice) {
        double[] excitation = Excitation.glottal(x);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            double[] phi = phases.get(i);
            int origin = stretch.origin();
            double[] pulses = new double[phi.length];
            System.arraycopy(excitation, origin, pulses, 0, Math.min(phi.length, excitation.length - origin));
            for (int round = 0; round < AVERAGES; round++) {
                pulses = average(pulses, phi);
            }
            FirstHarmonic harmonic = new FirstHarmonic(x, phi, origin);
            for (int k = stretch.from(); k <= stretch.to(); k++) {
                int first = k;
                while (k <= stretch.to() && voice[k] > Voicing.VOICED) {
                    k++;
                }
                if (k > first) {
                    int from = first * Signal.STEP - Signal.STEP / 2 - origin;
                    int to = (k - 1) * Signal.STEP + Signal.STEP / 2 - origin;
                    runs.add(new Run(origin, new MarkChain(pulses, phi, harmonic, from, to)));
                }
            }
        }
        return runs;
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
}
