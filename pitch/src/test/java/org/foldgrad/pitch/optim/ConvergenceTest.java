package org.foldgrad.pitch.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.audio.Synth;
import org.foldgrad.pitch.loss.DiscreteFold;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.PhaseFold;
import org.foldgrad.pitch.loss.WalkFold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descent finds the pitch of sounds whose pitch is known exactly. */
class ConvergenceTest {
    private static final double RATE = 16000;
    private static final double HOP = 0.005;
    private static final DoubleUnaryOperator VIBRATO = t -> 220 * Math.pow(2, 50.0 / 1200 * Math.sin(2 * Math.PI * 5.5 * t));

    private static double[] sound(DoubleUnaryOperator f0) {
        return new Synth(1, f0, t -> 1, f -> 220 / f).render(RATE).samples();
    }

    private static Tensor truth(DoubleUnaryOperator f0, int knots, double cents) {
        double[] theta = new double[knots];
        Arrays.setAll(theta, p -> Math.log(RATE / f0.applyAsDouble(p * HOP)) / Math.log(2) + cents / 1200);
        return Tensor.of(theta);
    }

    private static double medianCents(Tensor a, Tensor b) {
        double[] error = Arrays.stream(a.minus(b).toArray()).map(v -> 1200 * Math.abs(v)).sorted().toArray();
        return error[error.length / 2];
    }

    @Test
    void phaseFoldFollowsVibratoAndWalkFoldIsBiased() {
        double[] x = sound(VIBRATO);
        Tensor start = truth(VIBRATO, 199, 30);
        Descent adam = new Descent(new Adam(), Schedule.cosine(0.005, 0.0001, 100)).withStop(Stop.after(100));
        Minimum phase = adam.minimise(new PhaseFold(x, 199, HOP * RATE, FoldOptions.defaults())::loss, start);
        Minimum walk = adam.minimise(new WalkFold(x, 199, HOP * RATE, FoldOptions.defaults())::loss, start);
        double phaseError = medianCents(phase.x(), truth(VIBRATO, 199, 0));
        double walkError = medianCents(walk.x(), truth(VIBRATO, 199, 0));
        assertTrue(phaseError <= 0.3, "PhaseFold is off by " + phaseError + " cents");
        assertTrue(walkError > 1 && walkError < 5, "WalkFold is off by " + walkError + " cents");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-100, 100})
    void plainAdamConvergesFromAHundredCents(double cents) {
        for (DoubleUnaryOperator f0 : new DoubleUnaryOperator[] {t -> 130, t -> 220 * Math.pow(2, 0.5 * t), VIBRATO}) {
            Descent adam = new Descent(new Adam(), Schedule.cosine(0.01, 0.0002, 150)).withStop(Stop.after(150));
            Minimum found = adam.minimise(new PhaseFold(sound(f0), 199, HOP * RATE, FoldOptions.defaults())::loss, truth(f0, 199, cents));
            double error = medianCents(found.x(), truth(f0, 199, 0));
            assertTrue(error < 5, "off by " + error + " cents");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-300, 300})
    void graduatedSmoothingConvergesFromThreeHundredCents(double cents) {
        double[] x = sound(VIBRATO);
        Minimum found = Graduated.defaults().minimise(x, HOP * RATE, FoldOptions.defaults(), truth(VIBRATO, 199, cents));
        double error = medianCents(found.x(), truth(VIBRATO, 199, 0));
        assertTrue(error < 5, "off by " + error + " cents");
    }

    @Test
    void aStageWithoutCutOffHearsAllOfTheAudio() {
        double[] x = sound(VIBRATO);
        Tensor start = truth(VIBRATO, 199, 30);
        Descent adam = new Descent(new Adam(), Schedule.constant(0.005)).withStop(Stop.after(3));
        Minimum staged = new Graduated(List.of(new Graduated.Stage(Double.POSITIVE_INFINITY, 0, adam)))
            .minimise(x, HOP * RATE, FoldOptions.defaults(), start);
        Minimum plain = adam.minimise(new PhaseFold(x, 199, HOP * RATE, FoldOptions.defaults())::loss, start);
        assertArrayEquals(plain.x().toArray(), staged.x().toArray());
    }

    @Test
    void theBestOfSeveralStartsIsKept() {
        double[] x = sound(VIBRATO);
        List<Tensor> starts = List.of(truth(VIBRATO, 199, 900), truth(VIBRATO, 199, 50), truth(VIBRATO, 199, -800));
        Minimum found = Graduated.defaults().minimise(x, HOP * RATE, FoldOptions.defaults(), starts);
        for (Tensor start : starts) {
            assertTrue(found.loss() <= Graduated.defaults().minimise(x, HOP * RATE, FoldOptions.defaults(), start).loss());
        }
        assertTrue(found.loss() < 0.01, "loss " + found.loss());
    }

    @Test
    void shakingDescendsTheLossAsPosed() {
        DiscreteFold fold = new DiscreteFold(sound(VIBRATO));
        double[] theta = new double[20];
        Arrays.setAll(theta, p -> Math.log(RATE / VIBRATO.applyAsDouble(p * 0.05)) / Math.log(2) + 30.0 / 1200);
        Descent evolution = new Descent(new Adam(), Schedule.constant(1.0 / 1200))
            .withGradient(new GaussianSmoothing(1, 8, 10.0 / 1200, false));
        Minimum found = evolution.minimise(fold::loss, Tensor.of(theta));
        double off = found.x().minus(Tensor.of(theta)).sum().item() / 20 * 1200;
        assertTrue(off < -15 && off > -45, "moved by " + off + " cents on average, where -30 is right");
    }

    @Test
    void everyEstimatorRunsOnEveryLossThatHasWhatItNeeds() {
        double[] x = Arrays.copyOf(sound(VIBRATO), 4000);
        Tensor theta = Tensor.of(6.2, 6.15, 6.2, 6.18);
        DiscreteFold discrete = new DiscreteFold(x);
        List<Function<Tensor, Tensor>> losses = List.of(new WalkFold(x, 4, FoldOptions.defaults())::loss,
            new PhaseFold(x, 4, FoldOptions.defaults())::loss, discrete::loss);
        double step = 5.0 / 1200;
        List<GradientEstimator> shaking = List.of(new FiniteDifference(step), new Spsa(1, 4, step), new GaussianSmoothing(1, 4, step, true));
        for (Function<Tensor, Tensor> loss : losses) {
            for (GradientEstimator estimator : shaking) {
                double[] g = estimator.estimate(loss, theta, 0).gradient().toArray();
                assertTrue(Norms.finite(g) && Norms.euclidean(g) > 0, estimator + ": " + Arrays.toString(g));
            }
        }
        assertTrue(Norms.euclidean(new Exact().estimate(losses.get(0), theta, 0).gradient().toArray()) > 0);
        assertTrue(Norms.euclidean(new Exact().estimate(losses.get(1), theta, 0).gradient().toArray()) > 0);
        String refusal = assertThrows(AutodiffException.class, () -> new Exact().estimate(discrete::loss, theta, 0)).getMessage();
        assertTrue(refusal.contains("rounds") && refusal.contains("PhaseFold") && refusal.contains("Spsa"), refusal);
    }
}
