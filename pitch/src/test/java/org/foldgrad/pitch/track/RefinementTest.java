package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefinementTest {
    private static final double RATE = Signal.RATE;
    private static final double DEPTH = 0.04;
    private static final double VIBRATO = 2 * Math.PI * 6;

    @ParameterizedTest
    @ValueSource(doubles = {110, 220, 440, 880})
    void leavesLessThanAThirdOfTheLatticesError(double hz) {
        double[] tone = Tones.phased(RATE, 0.6, t -> hz * (t - DEPTH / VIBRATO * Math.cos(VIBRATO * t)), 1.1 * hz).samples();
        double[] x = Continuation.of(Signal.of(tone, RATE, 40), 0);
        Lattice lattice = new Lattice(x, RATE / 1250, RATE / 40, 1e-9);
        Candidates candidates = Candidates.of(lattice, Range.ANY);
        List<Stretch> stretches = Stretch.of(candidates, BestPath.find(candidates));
        assertTrue(stretches.size() == 1, stretches.size() + " stretches");
        Stretch stretch = stretches.get(0);
        Refinement refinement = new Refinement(new Channel[] {Channel.of(x, 1)}, stretch);
        refinement.descend(0);
        double before = medianError(stretch.theta(), stretch.first(), hz);
        double after = medianError(refinement.theta(), stretch.first(), hz);
        assertTrue(after < before / 3, "median error " + before + " cents before, " + after + " after");
    }

    private static double medianError(double[] theta, int first, double hz) {
        double[] errors = new double[theta.length - 20];
        for (int i = 0; i < errors.length; i++) {
            double t = (first + i + 10) * Analysis.HOP - Analysis.LEAD;
            double truth = hz * (1 + DEPTH * Math.sin(VIBRATO * t));
            errors[i] = Math.abs(1200 * (Math.log(RATE / truth) / Math.log(2) - theta[i + 10]));
        }
        Arrays.sort(errors);
        return errors[errors.length / 2];
    }
}
