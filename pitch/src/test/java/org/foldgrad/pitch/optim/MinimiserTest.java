package org.foldgrad.pitch.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.io.Npz;
import org.foldgrad.pitch.loss.FoldOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MinimiserTest {
    private static final Tensor CURVATURE = Tensor.of(1, 10, 3, 0.5);
    private static final Tensor START = Tensor.of(1, -2, 0.5, 3);

    private static Tensor bowl(Tensor x) {
        return CURVATURE.times(x.minus(1).square()).sum();
    }

    /** Rosenbrock's valley along consecutive pairs, written without slices: it needs x shifted by one. */
    private static Tensor valley(Tensor x) {
        double[][] shift = {{0, 1}, {1, 0}};
        Tensor swapped = x.reshape(1, 2).broadcastTo(2, 2).times(Tensor.of(new double[] {shift[0][0], shift[0][1], shift[1][0], shift[1][1]}, 2, 2)).sum(1);
        Tensor first = Tensor.of(1, 0);
        return swapped.minus(x.square()).square().times(100).plus(x.minus(1).square()).times(first).sum();
    }

    private static Minimiser[] minimisers() {
        Stop stop = Stop.after(40);
        return new Minimiser[] {
            new Descent(new Sgd(0.5, true, 0), Schedule.constant(0.02)).withStop(stop),
            new Descent(new Adam(0.9, 0.99, 1e-8, true, 0), Schedule.constant(0.3)).withStop(stop),
            new Descent(new RmsProp(), Schedule.cosine(0.1, 0.001, 40)).withStop(stop),
            new Descent(new Adam(), Schedule.constant(0.3)).withStop(stop).withGradient(new Spsa(5, 8, 1e-3)).withClip(Clip.norm(5)),
            new Descent(new Adam(), Schedule.constant(0.3)).withStop(stop).withGradient(new GaussianSmoothing(5, 8, 1e-3, true)),
            new Descent(new Adam(), Schedule.constant(0.3)).withStop(stop).withGradient(new FiniteDifference(1e-4)),
            new Lbfgs(5, 0.1, stop),
        };
    }

    @Test
    void lbfgsLearnsNothingFromACurveThatBendsDown() {
        Minimum found = new Lbfgs(5, 0.1, Stop.after(3)).minimise(x -> x.square().sum().negate(), Tensor.of(1, 2));
        assertEquals(3, found.history().last().step(), found.reason());
    }

    @ParameterizedTest
    @MethodSource("minimisers")
    void goesDown(Minimiser minimiser) {
        Minimum found = minimiser.minimise(MinimiserTest::bowl, START);
        double start = bowl(START).item();
        assertTrue(found.loss() < 0.05 * start, found.loss() + " from " + start + ": " + found.reason());
        assertFalse(found.diverged());
    }

    @ParameterizedTest
    @MethodSource("minimisers")
    void resumesToTheLastBit(Minimiser minimiser, @TempDir Path folder) throws IOException {
        Minimum whole = minimiser.minimise(MinimiserTest::bowl, START);
        Minimum half = stopped(minimiser, 7).minimise(MinimiserTest::bowl, START);
        half.snapshot().save(folder.resolve("half"));
        Minimum rest = minimiser.resume(MinimiserTest::bowl, Snapshot.load(folder.resolve("half")));
        assertEquals(7, half.snapshot().step());
        assertArrayEquals(whole.x().toArray(), rest.x().toArray());
        assertEquals(whole.history().last().step(), rest.history().last().step());
    }

    @Test
    void whatIsNoSnapshotIsRefused(@TempDir Path folder) throws IOException {
        Path other = folder.resolve("other.npz");
        Npz.write(other, Map.of("Adam/step", Tensor.scalar(1)));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Snapshot.load(other));
        assertTrue(refused.getMessage().contains("no array Adam/x"), refused.getMessage());
        Npz.write(other, Map.of("step", Tensor.scalar(1)));
        refused = assertThrows(IllegalArgumentException.class, () -> Snapshot.load(other));
        assertTrue(refused.getMessage().contains("in no folder"), refused.getMessage());
        Path text = Files.writeString(folder.resolve("text"), "FOLD");
        assertThrows(IllegalArgumentException.class, () -> Snapshot.load(text));
    }

    @Test
    void aSnapshotOfAnotherMinimiserIsRefused() {
        Descent adam = new Descent(new Adam(), Schedule.constant(0.1));
        Descent amsgrad = new Descent(new Adam(0.9, 0.99, 1e-8, true, 0), Schedule.constant(0.1));
        Minimiser lbfgs = new Lbfgs(5, 0.1, Stop.after(5));
        Minimiser rmsProp = new Descent(new RmsProp(), Schedule.constant(0.1)); // keeps as many vectors as Adam
        assertRefuses(adam, rmsProp, "one of RmsProp, and Adam");
        assertRefuses(rmsProp, adam, "one of Adam, and RmsProp");
        for (Minimiser other : new Minimiser[] {stopped(lbfgs, 0), stopped(lbfgs, 1), lbfgs}) {
            assertRefuses(adam, other, "one of L-BFGS, and Adam");
        }
        for (Minimiser other : new Minimiser[] {adam, amsgrad}) {
            assertRefuses(lbfgs, other, "one of Adam, and L-BFGS");
        }
        assertRefuses(lbfgs, new Descent(new Sgd(), Schedule.constant(0.1)), "one of Sgd, and L-BFGS");
        assertRefuses(adam, amsgrad, "one of Adam with other options");
    }

    private static void assertRefuses(Minimiser minimiser, Minimiser other, String why) {
        Snapshot snapshot = other.minimise(MinimiserTest::bowl, START).snapshot();
        var refused = assertThrows(IllegalArgumentException.class, () -> minimiser.resume(MinimiserTest::bowl, snapshot));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void voicingOfTheWrongLengthIsRefused() {
        FoldOptions options = FoldOptions.defaults().withVoicing(1, 1, 1);
        var refused = assertThrows(IllegalArgumentException.class,
            () -> Graduated.defaults().minimise(new double[1000], 250, options, Tensor.of(6, 6, 6, 6)));
        assertTrue(refused.getMessage().contains("3 values for 4 knots"), refused.getMessage());
    }

    private static Minimiser stopped(Minimiser minimiser, long steps) {
        return switch (minimiser) {
            case Descent d -> d.withStop(Stop.after(steps));
            case Lbfgs l -> new Lbfgs(l.pairs(), l.first(), Stop.after(steps));
        };
    }

    @Test
    void lbfgsFollowsRosenbrocksValley() {
        Minimum found = new Lbfgs(10, 0.1, Stop.after(100).whenGradientBelow(1e-9)).minimise(MinimiserTest::valley, Tensor.of(-1.2, 1));
        assertArrayEquals(new double[] {1, 1}, found.x().toArray(), 1e-7, found.reason());
        assertTrue(found.history().size() < 60, "steps: " + found.history().size());
    }

    @Test
    void keepsTheLastGoodPointWhenTheLossExplodes() {
        Function<Tensor, Tensor> quartic = x -> x.square().square().sum();
        Minimum found = new Descent(new Sgd(), Schedule.constant(10)).minimise(quartic, Tensor.of(1, 2));
        assertTrue(found.diverged());
        assertTrue(Double.isFinite(found.loss()));
        assertEquals(quartic.apply(found.x()).item(), found.loss());
        assertTrue(found.reason().contains("step " + found.history().size()), found.reason());
        assertTrue(found.reason().contains("is kept"), found.reason());
    }

    @Test
    void keepsTheLastGoodPointWhenAStepLeavesTheLoss() {
        Function<Tensor, Tensor> bounded = x -> {
            if (!(x.get(0) > 0.55)) {
                throw new IllegalArgumentException("knot 0 is too low");
            }
            return x.sum();
        };
        Minimum found = new Descent(new Sgd(), Schedule.constant(0.1)).minimise(bounded, Tensor.of(1));
        assertTrue(found.diverged());
        assertTrue(found.reason().startsWith("step 5: knot 0 is too low"), found.reason());
        assertEquals(0.6, found.x().get(0), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> new Descent(new Sgd(), Schedule.constant(0.1)).minimise(bounded, Tensor.of(0)));
    }

    @Test
    void stopsOnceStalled() {
        Minimum found = new Descent(new Sgd(), Schedule.constant(0.09)).withStop(Stop.after(10_000).whenStalled(1e-6, 5))
            .minimise(MinimiserTest::bowl, START);
        assertTrue(found.history().size() < 1000, found.reason());
        assertTrue(found.reason().contains("improved"), found.reason());
    }

    @Test
    void historyTellsLossesAndCosts() {
        History history = new Descent(new Sgd(), Schedule.constant(0.01)).withStop(Stop.after(3)).minimise(MinimiserTest::bowl, START).history();
        assertEquals(4, history.size());
        assertEquals(bowl(START).item(), history.losses()[0]);
        assertEquals(8, history.last().evaluations());
        assertTrue(history.toCsv().startsWith("step,loss,gradient_norm,step_size,evaluations,seconds\n0," + bowl(START).item() + ","));
    }
}
