package org.foldgrad.pitch.optim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.LowPass;
import org.foldgrad.pitch.loss.Penalty;
import org.foldgrad.pitch.loss.PhaseFold;

/**
 * PhaseFold from coarse to fine: first on audio with little more than its fundamental left, where the loss has one wide basin, and under a
 * stiff envelope; then with more harmonics and more freedom, each stage beginning where the last one ended (Blake and Zisserman 1987).
 *
 * <p>With highest harmonic H the basin reaches about half a period of that to either side, 1 / (2 H) of the period: 700 cents for the
 * fundamental alone, 84 for ten harmonics.
 *
 * @param stages coarse first
 */
public record Graduated(List<Stage> stages) {
    /**
     * One descent.
     *
     * @param harmonics cut-off of the low-pass, as a multiple of the median f0 reached so far; infinite leaves the audio as it is
     * @param stiffness weight of the envelope's second differences
     * @param descent   rule, rate, steps, and the estimator: a perturbation scale that shrinks from stage to stage is set here
     */
    public record Stage(double harmonics, double stiffness, Descent descent) {
        /** Refuses a cut-off that is not positive and a negative stiffness. */
        public Stage {
            if (!(harmonics > 0)) {
                throw new IllegalArgumentException("harmonics is " + harmonics + "; it must be positive");
            }
            Checks.notNegative("the stiffness", stiffness);
        }
    }

    /** Refuses an empty schedule. */
    public Graduated {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a schedule needs at least one stage");
        }
    }

    /** Cut-offs at 1.2, 2, 4 and 8 times f0, stiffness 1000 to 1, 60 steps of Adam each: from 300 cents off, on knots 5 to 10 ms apart. */
    public static Graduated defaults() {
        double[] harmonics = {1.2, 2, 4, 8};
        return new Graduated(IntStream.range(0, harmonics.length).mapToObj(k -> {
            double rate = k == 0 ? 0.02 : 0.01;
            Descent adam = new Descent(new Adam(), Schedule.cosine(rate, rate / 20, 60)).withStop(Stop.after(60));
            return new Stage(harmonics[k], Math.pow(10, 3 - k), adam);
        }).toList());
    }

    /** Goes through the stages from {@code start} [P], knots {@code spacing} samples apart; the result is that of the last stage. */
    public Minimum minimise(double[] audio, double spacing, FoldOptions options, Tensor start) {
        options.checkVoicing(start.size());
        Minimum found = null;
        Tensor theta = start;
        for (Stage stage : stages) {
            double cutoff = stage.harmonics * Math.pow(2, -median(theta, options.voicing()));
            PhaseFold fold = new PhaseFold(cutoff < 0.5 ? LowPass.apply(audio, cutoff) : audio, theta.size(), spacing, options);
            found = stage.descent.minimise(t -> fold.loss(t).plus(Penalty.secondDifference(t).times(stage.stiffness)), theta);
            theta = found.x();
            if (found.diverged()) {
                return found;
            }
        }
        return found;
    }

    /** Of what is found from several starts of one length, the best by the loss of the audio itself: each last stage has a low-pass of its own. */
    public Minimum minimise(double[] audio, double spacing, FoldOptions options, List<Tensor> starts) {
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("there are no starts to choose from");
        }
        PhaseFold whole = new PhaseFold(audio, starts.getFirst().size(), spacing, options);
        return starts.stream().map(start -> minimise(audio, spacing, options, start))
            .min(Comparator.comparingDouble(found -> whole.loss(found.x()).item())).orElseThrow();
    }

    /** The median over knots that count. */
    private static double median(Tensor theta, double[] voicing) {
        double[] counted = IntStream.range(0, theta.size()).filter(p -> voicing == null || voicing[p] > 0)
            .mapToDouble(theta::get).sorted().toArray();
        return counted.length == 0 ? Arrays.stream(theta.toArray()).average().orElseThrow() : counted[counted.length / 2];
    }
}
