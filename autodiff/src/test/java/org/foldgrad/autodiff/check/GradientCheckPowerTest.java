package org.foldgrad.autodiff.check;

import static org.foldgrad.autodiff.check.Verdict.CORRECT;
import static org.foldgrad.autodiff.check.Verdict.JUMP;
import static org.foldgrad.autodiff.check.Verdict.KINK;
import static org.foldgrad.autodiff.check.Verdict.NOISE_LIMITED;
import static org.foldgrad.autodiff.check.Verdict.WRONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.foldgrad.autodiff.Custom;
import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Reduce;
import org.foldgrad.autodiff.Tensor;
import org.junit.jupiter.api.Test;

/** What a check can and cannot tell where rounding leaves it little room. */
class GradientCheckPowerTest {
    private static final Tensor X = Tensor.of(1.1, 2.3, 0.7);

    /** The identity with the gradient of another function. */
    private static Op identity(double... factors) {
        Tensor f = factors.length == 1 ? Tensor.scalar(factors[0]) : Tensor.of(factors);
        return Custom.of("identity", x -> x[0].times(1), (x, y, ct) -> new Tensor[] {ct.times(f.to(x[0].dtype()))});
    }

    /** How often each verdict is met in a hundred checks. */
    private static Map<Verdict, Integer> count(Function<Tensor, Tensor> f, Tensor x) {
        Map<Verdict, Integer> met = new EnumMap<>(Verdict.class);
        LongStream.range(0, 100).forEach(seed -> met.merge(GradientCheck.of(f).seed(seed).at(x).verdict(), 1, Integer::sum));
        return met;
    }

    private static Set<Verdict> verdicts(Function<Tensor, Tensor> f, Tensor x) {
        return count(f, x).keySet();
    }

    private static void expect(Verdict verdict, Function<Tensor, Tensor> f, Tensor x) {
        Report r = GradientCheck.of(f).at(x);
        assertEquals(verdict, r.verdict(), r.toString());
    }

    @Test
    void curvatureIsNoKink() {
        Tensor x = Tensor.f32(1.1f);
        assertEquals(Set.of(WRONG), verdicts(v -> identity(1.05).on(v).square().sum().plus(30), x));
        assertEquals(Set.of(CORRECT, NOISE_LIMITED), verdicts(v -> v.square().sum().plus(30), x));
        assertEquals(Set.of(WRONG), verdicts(v -> identity(1.2).on(v.times(8)).exp().sum(), Tensor.f32(0.3f)));
        assertEquals(Set.of(KINK), verdicts(v -> Ops.relu(v).times(0.2).plus(v.times(4).exp()).sum(), Tensor.f32(0)));
        assertEquals(Set.of(KINK), verdicts(v -> Ops.abs(v).sum().plus(v.square().sum()), Tensor.f32(0, 1)));
    }

    @Test
    void whatRoundingHidesIsNotCorrect() {
        Tensor x = Tensor.f32(1.1f, 0.7f, 0.9f);
        for (double offset : new double[] {0, 1, 3, 10, 30, 100, 300}) {
            Function<Tensor, Tensor> wrong = v -> identity(1.05).on(v).square().sum().plus(offset);
            assertFalse(verdicts(wrong, x).contains(CORRECT), () -> "offset " + offset);
        }
        Function<Tensor, Tensor> distance = v -> identity(1.05).on(v).minus(Tensor.f32(3, -4, 5)).square().sum();
        assertFalse(verdicts(distance, x).contains(CORRECT));
        assertTrue(count(v -> v.minus(Tensor.f32(3, -4, 5)).square().sum(), x).get(CORRECT) > 70);
        assertEquals(Map.of(CORRECT, 100), count(v -> v.square().sum(), x));
        assertEquals(Set.of(CORRECT), verdicts(v -> v.square().sum(), Tensor.of(1.1, 0.7, 0)));
    }

    @Test
    void anElementTooSmallToBeSeenIsNotCorrect() {
        expect(NOISE_LIMITED, x -> identity(1, 5).on(x).sum(), Tensor.of(1e8, 1e-8));
        expect(NOISE_LIMITED, x -> identity(1, 5).on(x).square().sum(), Tensor.of(1e4, 1e-4));
        expect(WRONG, x -> identity(1, 5).on(x).sum(), Tensor.of(1e4, 1e-4));
        expect(CORRECT, x -> Ops.relu(x).sum(), Tensor.of(-1e8, 1e8, -1e-8));
        expect(CORRECT, x -> x.tanh().sum(), Tensor.of(1, 2, 18));
    }

    @Test
    void aKinkHidesNoWrongElementFarFromIt() {
        double[] at = Tensor.ones(400).times(2).toArray();
        at[0] = 0;
        double[] factors = Tensor.ones(400).toArray();
        expect(KINK, x -> Ops.abs(identity(factors).on(x)).sum(), Tensor.of(at));
        factors[300] = 3;
        expect(WRONG, x -> Ops.abs(identity(factors).on(x)).sum(), Tensor.of(at));
    }

    @Test
    void adjointnessAllowsForCancellation() {
        expect(CORRECT, x -> x.times(1e8).minus(x.times(1e8 - 1)).sum(), X);
    }

    /** At x = 0 the slope over a step is of the order of its length to the power 0.2: it has hardly fallen at the smallest. */
    @Test
    void aSlopeThatIsSlowToComeIsNotWrong() {
        Function<Tensor, Tensor> f = x -> x.times(Ops.pow(Ops.abs(x), Tensor.scalar(0.2)));
        assertEquals(Set.of(NOISE_LIMITED), verdicts(f, Tensor.of(0.0)));
        assertEquals(Set.of(WRONG), verdicts(x -> f.apply(x).plus(identity(1.5).on(x)), Tensor.of(0.0)));
    }

    @Test
    void whatVariesFasterThanTheStepsIsNotWrong() {
        for (double frequency : new double[] {1e7, 1e8, 1e10, 1e12}) {
            assertEquals(Set.of(NOISE_LIMITED), verdicts(x -> Ops.sin(x.times(frequency)), X), () -> "frequency " + frequency);
        }
        assertEquals(Set.of(CORRECT), verdicts(x -> Ops.sin(x.times(1e4)), X));
        assertEquals(Set.of(WRONG), verdicts(x -> Ops.sin(identity(1.1).on(x).times(1e4)), X));
    }

    /** In single precision the steps inside the nearest kink are too small to count; but a wrong slope would still be seen there. */
    @Test
    void kinksNearbyAreNotAWrongSlope() {
        Tensor x = Tensor.f32(new float[] {2.2393067f, 2.242892f, 2.2418108f, 2.2401795f, 2.241988f, 2.241024f, 2.2418702f, 2.24103f, 2.241871f,
            2.2419162f, 2.2420244f, 2.241985f}, 3, 4);
        Report r = GradientCheck.of((Tensor t) -> Reduce.max(t, 1)).firstOrder().seed(29).at(x);
        assertEquals(NOISE_LIMITED, r.verdict(), r.toString());
    }

    /** Slopes times steps of 1e-330 are 0, and so would a wrong slope's be. */
    @Test
    void aSlopeThatIsTooSmallForNumbersIsNotCalledRight() {
        Op five = Custom.of("five", x -> x[0].times(3), (x, y, ct) -> new Tensor[] {ct.times(5)});
        Report r = GradientCheck.of((Tensor x) -> five.on(x).times(1e-180).sum()).reverseOnly().at(Tensor.of(1e-150, 2e-150));
        assertEquals(NOISE_LIMITED, r.verdict(), r.toString());
    }

    /** Large intermediate values inside one operation are on no tape. */
    @Test
    void roundingInsideAnOperationIsNoJump() {
        Function<Tensor, Tensor> f = x -> x.plus(1e6).square().minus(1e12).sum();
        Elementwise fused = Elementwise.unary("fused", x -> x.plus(1e6).square().minus(1e12));
        Op custom = Custom.of("custom", x -> x[0].plus(1e6).square().minus(1e12), (x, y, ct) -> new Tensor[] {ct.times(x[0].plus(1e6)).times(2)});
        for (Function<Tensor, Tensor> g : List.<Function<Tensor, Tensor>>of(f, Gradients.checkpoint(f), Gradients.atOnce(f),
                x -> fused.on(x).sum(), x -> custom.on(x).sum())) {
            Report r = GradientCheck.of(g).firstOrder().at(X);
            assertEquals(CORRECT, r.verdict(), r.toString());
        }
        expect(WRONG, x -> fused.on(identity(1.01).on(x)).sum(), X);
        Op step = Custom.of("step", x -> x[0].plus(1e6).plus(Ops.floor(x[0])), (x, y, ct) -> new Tensor[] {ct});
        expect(JUMP, step::on, Tensor.of(0.5, 1, 2.5));
    }
}
