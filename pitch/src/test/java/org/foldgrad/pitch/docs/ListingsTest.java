package org.foldgrad.pitch.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Custom;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.SmoothnessReport;
import org.foldgrad.autodiff.check.Verdict;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Interpolant;
import org.foldgrad.autodiff.gather.Interpolation;
import org.foldgrad.pitch.Envelope;
import org.foldgrad.pitch.audio.Synth;
import org.foldgrad.pitch.loss.DiscreteFold;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.PhaseFold;
import org.foldgrad.pitch.loss.WalkFold;
import org.foldgrad.pitch.optim.Adam;
import org.foldgrad.pitch.optim.Descent;
import org.foldgrad.pitch.optim.Estimate;
import org.foldgrad.pitch.optim.Exact;
import org.foldgrad.pitch.optim.GaussianSmoothing;
import org.foldgrad.pitch.optim.Graduated;
import org.foldgrad.pitch.optim.Minimum;
import org.foldgrad.pitch.optim.Schedule;
import org.foldgrad.pitch.optim.Sgd;
import org.foldgrad.pitch.optim.Spsa;
import org.foldgrad.pitch.optim.Stop;
import org.foldgrad.pitch.plot.HistoryPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listings of docs/pitch, run. {@link DocumentedListingsTest} holds the pages to this file. */
class ListingsTest {
    // listing: sound
    /** One second of a bright tone at 220 Hz with vibrato of 50 cents to either side, 16 kHz. */
    static double[] sound() {
        return new Synth(1, ListingsTest::f0, t -> 1, f -> 220 / f).render(16000).samples();
    }

    static double f0(double t) {
        return 220 * Math.pow(2, 50.0 / 1200 * Math.sin(2 * Math.PI * 5.5 * t));
    }

    /** Its log2 periods in samples at 199 knots, 80 samples (5 ms) apart, all off by so many cents. */
    static Tensor envelope(double cents) {
        double[] theta = new double[199];
        Arrays.setAll(theta, p -> Math.log(16000 / f0(p * 0.005)) / Math.log(2) + cents / 1200);
        return Tensor.of(theta);
    }
    // end

    @Test
    void descend(@TempDir Path figures) throws IOException {
        // listing: descend
        PhaseFold fold = new PhaseFold(sound(), 199, 80, FoldOptions.defaults());
        Descent adam = new Descent(new Adam(), Schedule.cosine(0.005, 0.0001, 100)).withStop(Stop.after(100));
        Minimum found = adam.minimise(fold::loss, envelope(30));
        double[] errors = found.x().minus(envelope(0)).times(1200).toArray();
        HistoryPlot.of("Adam on PhaseFold", found.history()).write(figures.resolve("adam.png"));
        // end
        assertTrue(Files.size(figures.resolve("adam.png")) > 0);
        double[] sorted = Arrays.stream(errors).map(Math::abs).sorted().toArray();
        assertTrue(sorted[100] < 0.3, "median error " + sorted[100]);
    }

    @Test
    void staircase() {
        // listing: staircase
        DiscreteFold asPosed = new DiscreteFold(sound());
        double here = asPosed.loss(envelope(0)).item();
        AutodiffException refused = assertThrows(AutodiffException.class, () -> Gradients.grad(asPosed::loss).apply(envelope(0)));
        // end
        assertTrue(here > 0);
        assertEquals("discreteFold: has no gradient: it rounds every position to a whole sample, so it is flat between jumps; use WalkFold or"
            + " PhaseFold, or estimate the gradient of its smoothed version with Spsa or GaussianSmoothing", refused.getMessage());
    }

    @Test
    void between() {
        // listing: between
        Tensor sine = Tensor.of(Arrays.stream(Tensor.range(64).toArray()).map(n -> Math.sin(Math.PI * n / 8)).toArray());
        Interpolant signal = Interpolant.of(sine, Interpolation.bSpline(), Boundary.reflect());
        Tensor t = Tensor.of(20.25, 31.5);
        Tensor value = signal.at(t);
        Tensor slope = Gradients.grad((Tensor position) -> signal.at(position).sum()).apply(t);
        // end
        for (int k = 0; k < 2; k++) {
            assertEquals(Math.sin(Math.PI * t.get(k) / 8), value.get(k), 1e-3);
            assertEquals(Math.PI / 8 * Math.cos(Math.PI * t.get(k) / 8), slope.get(k), 1e-3);
        }
    }

    @Test
    void betweenKnots() {
        // listing: between-knots
        Envelope glide = Envelope.ofHertz(new double[] {220, 330, 220}, 800, 16000)       // three knots, 50 ms apart
            .with(Interpolation.bSpline(), Envelope.Domain.LOG_PERIOD);
        Tensor period = glide.period(Tensor.of(400, 800, 1000));
        // end
        assertEquals(16000 / 330.0, period.get(1), 1e-9);
        assertTrue(period.get(0) < 16000 / 220.0 && period.get(0) > period.get(1));
    }

    @Test
    void shake() {
        // listing: shake
        PhaseFold fold = new PhaseFold(sound(), 199, 80, FoldOptions.defaults().withDecimation(4));   // every fourth sample is enough here
        Tensor exact = new Exact().estimate(fold::loss, envelope(20), 0).gradient();
        Estimate shaken = new Spsa(1, 200, 1.0 / 1200).estimate(fold::loss, envelope(20), 0);
        double along = shaken.gradient().times(exact).sum().item();
        double squaredCosine = along * along / shaken.gradient().square().sum().item() / exact.square().sum().item();
        // end
        assertEquals(200.0 / (200 + 199), squaredCosine, 0.1);
        assertEquals(400, shaken.evaluations());
    }

    @Test
    void shakeTheStaircase() {
        // listing: staircase-descent
        DiscreteFold asPosed = new DiscreteFold(sound());
        Tensor start = Tensor.ones(20).times(Math.log(16000 / 220.0) / Math.log(2) + 30.0 / 1200);
        Descent evolution = new Descent(new Adam(), Schedule.constant(1.0 / 1200))
            .withGradient(new GaussianSmoothing(1, 8, 10.0 / 1200, false))
            .withStop(Stop.after(80));
        Minimum found = evolution.minimise(asPosed::loss, start);
        // end
        assertTrue(found.history().losses()[80] < 0.55 * found.history().losses()[0], found.history().toCsv());
    }

    // listing: roughness
    /** The sum of (theta[p] - theta[p - 1])^2. */
    static double roughness(double[] theta) {
        double sum = 0;
        for (int p = 1; p < theta.length; p++) {
            sum += Math.pow(theta[p] - theta[p - 1], 2);
        }
        return sum;
    }

    /** d roughness / d theta[p] for each p: every theta[p] is in two squares, which add up. */
    static double[] slopes(double[] theta) {
        double[] slopes = new double[theta.length];
        for (int p = 1; p < theta.length; p++) {
            slopes[p] += 2 * (theta[p] - theta[p - 1]);
            slopes[p - 1] -= 2 * (theta[p] - theta[p - 1]);
        }
        return slopes;
    }
    // end

    @Test
    void ownGradient() {
        // listing: own-gradient
        Op rough = Custom.of("roughness",
            in -> Tensor.scalar(roughness(in[0].toArray())),
            (in, y, cotangent) -> new Tensor[] {Tensor.of(slopes(in[0].toArray())).times(cotangent)});
        Verdict verdict = GradientCheck.of((Tensor theta) -> rough.on(theta)).reverseOnly().at(envelope(0)).verdict();

        PhaseFold fold = new PhaseFold(sound(), 199, 80, FoldOptions.defaults());
        UnaryOperator<Tensor> slope = Gradients.grad((Tensor theta) -> fold.loss(theta).plus(rough.on(theta).times(0.01)));
        // end
        assertEquals(Verdict.CORRECT, verdict);
        Tensor theta = envelope(20);
        Tensor alone = Gradients.grad(fold::loss).apply(theta);
        assertArrayEquals(alone.plus(Tensor.of(slopes(theta.toArray())).times(0.01)).toArray(), slope.apply(theta).toArray(), 1e-12);
    }

    @Test
    void aForgottenShareOfTheGradientIsFound() {
        Op broken = Custom.of("roughness", in -> Tensor.scalar(roughness(in[0].toArray())), (in, y, cotangent) -> {
            double[] theta = in[0].toArray();
            double[] slopes = new double[theta.length];
            for (int p = 1; p < theta.length; p++) {
                slopes[p] += 2 * (theta[p] - theta[p - 1]);
            }
            return new Tensor[] {Tensor.of(slopes).times(cotangent)};
        });
        assertEquals(Verdict.WRONG, GradientCheck.of((Tensor theta) -> broken.on(theta)).reverseOnly().at(envelope(0)).verdict());
    }

    @Test
    void howSmooth() {
        // listing: smoothness
        Tensor cent = Tensor.ones(199).over(1200);                      // the direction: all knots at once, by one cent
        DiscreteFold asPosed = new DiscreteFold(sound());
        SmoothnessReport stairs = SmoothnessReport.along(asPosed::loss, envelope(0), cent, 50);   // 50 cents to either side
        PhaseFold fold = new PhaseFold(sound(), 199, 80, FoldOptions.defaults());
        SmoothnessReport bowl = SmoothnessReport.along(fold::loss, envelope(0), cent, 50);
        // end
        assertEquals(512 / 100.0, stairs.jumpsPerUnit());
        assertTrue(Double.isNaN(stairs.gradient()));
        assertEquals(0.39, stairs.basin(), 0.01);
        assertEquals(0.78, stairs.smoothingScale(), 0.01);
        assertEquals(0, bowl.jumpsPerUnit());
        assertEquals(100, bowl.basin());
        assertEquals(0.00024, bowl.lipschitz(), 0.00001);
    }

    @Test
    void aSumOfNormsTurnsRoundWithinAboutACent() {
        Tensor cent = Tensor.ones(199).over(1200);
        WalkFold walk = new WalkFold(sound(), 199, 80, FoldOptions.defaults());
        PhaseFold fold = new PhaseFold(sound(), 199, 80, FoldOptions.defaults());
        double slope = Gradients.grad(walk::loss).apply(envelope(20)).times(cent).sum().item();
        assertEquals(1, slope / SmoothnessReport.along(walk::loss, envelope(0), cent, 5).lipschitz(), 0.5);
        double slopeOfSquares = Gradients.grad(fold::loss).apply(envelope(20)).times(cent).sum().item();
        assertTrue(slopeOfSquares / SmoothnessReport.along(fold::loss, envelope(0), cent, 5).lipschitz() > 10);
    }

    @Test
    void stableStep() {
        // listing: stable-step
        PhaseFold fold = new PhaseFold(sound(), 199, 80, FoldOptions.defaults());
        BinaryOperator<Tensor> hessianTimes = Gradients.hvp((Tensor theta) -> fold.loss(theta));
        Tensor v = envelope(0).minus(6);
        double largest = 0;
        for (int k = 0; k < 15; k++) {
            v = v.over(v.square().sum().sqrt().item());
            Tensor hv = hessianTimes.apply(envelope(0), v);
            largest = hv.times(v).sum().item();
            v = hv;
        }
        Minimum below = new Descent(new Sgd(), Schedule.constant(1 / largest)).minimise(fold::loss, envelope(5));
        Minimum above = new Descent(new Sgd(), Schedule.constant(3 / largest)).minimise(fold::loss, envelope(5));
        // end
        double start = fold.loss(envelope(5)).item();
        assertTrue(below.loss() < start / 10, below.loss() + " from " + start);
        assertTrue(above.loss() > start, above.loss() + " from " + start);
    }

    @Test
    void coarseToFine() {
        // listing: coarse-to-fine
        Minimum found = Graduated.defaults().minimise(sound(), 80, FoldOptions.defaults(), envelope(300));
        double[] errors = found.x().minus(envelope(0)).times(1200).toArray();
        // end
        double[] sorted = Arrays.stream(errors).map(Math::abs).sorted().toArray();
        assertTrue(sorted[100] < 0.2, "median error " + sorted[100]);
    }
}
