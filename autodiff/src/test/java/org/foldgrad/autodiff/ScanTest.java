package org.foldgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.Report;
import org.foldgrad.autodiff.check.Verdict;
import org.junit.jupiter.api.Test;

class ScanTest {
    record Weights(Tensor w, Tensor bias) {}

    private static final Scan.Step<Weights> STEP = (p, s, x) -> p.w.matmul(s).plus(p.bias.times(x)).tanh();

    private static Tensor real(int seed, int... shape) {
        return Tensor.of(new Random(seed).doubles(Shape.of(shape).size(), -1, 1).toArray(), shape);
    }

    private static Tensor[] arguments(int n) {
        return new Tensor[] {real(1, 3, 3), real(2, 3), real(3, 3), real(4, n)};
    }

    private static final Function<Tensor[], Tensor> RECORDED = t -> Scan.states(STEP, new Weights(t[0], t[1]), t[2], t[3]);
    private static final Function<Tensor[], Tensor> RECOMPUTED = t -> Scan.statesRecomputed(STEP, new Weights(t[0], t[1]), t[2], t[3]);

    @Test
    void aLinearRecursionIsARecurrence() {
        Tensor x = real(5, 20);
        Tensor states = Scan.states((Tensor a, Tensor s, Tensor v) -> a.times(s).plus(v), Tensor.scalar(0.5), Tensor.scalar(0), x);
        Tensor expected = Cumulative.recurrence(Tensor.full(0.5, x.shape(), DType.F64), x, 0);
        assertArrayEquals(expected.toArray(), states.toArray(), 1e-15);
    }

    @Test
    void recomputedGradientsAreTheRecordedOnes() {
        for (int n : new int[] {1, 2, 7, 16}) {
            Tensor[] expected = Gradients.grad((Tensor[] t) -> RECORDED.apply(t).square().sum()).apply(arguments(n));
            Tensor[] actual = Gradients.grad((Tensor[] t) -> RECOMPUTED.apply(t).square().sum()).apply(arguments(n));
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i].toArray(), actual[i].toArray(), 1e-13, "n " + n + " argument " + i);
            }
        }
    }

    /** Nothing asks for a gradient by the inputs, and floor has none. */
    @Test
    void stepsMayDoAnythingToConstants() {
        Scan.Step<Tensor> step = (p, s, x) -> s.times(p).plus(Ops.floor(x));
        Tensor x = Tensor.of(1.5, 2.5, 3.5);
        // s = 1, 2 + p, 3 + 2 p + p²
        assertEquals(4, Gradients.grad((Tensor p) -> Scan.states(step, p, Tensor.scalar(0), x).sum()).apply(Tensor.scalar(0.5)).item());
        assertEquals(4, Gradients.grad((Tensor p) -> Scan.statesRecomputed(step, p, Tensor.scalar(0), x).sum()).apply(Tensor.scalar(0.5)).item());
    }

    @Test
    void gradientsAreRight() {
        for (Function<Tensor[], Tensor> f : List.of(RECORDED, RECOMPUTED)) {
            Report report = GradientCheck.of(f).at(arguments(7));
            assertEquals(Verdict.CORRECT, report.verdict(), report::toString);
        }
    }

    @Test
    void theTapeOfARecomputedScanGrowsAsTheSquareRoot() {
        int[] nodes = new int[2];
        for (int i = 0; i < 2; i++) {
            Tape tape = new Tape();
            Tensor[] t = arguments(i == 0 ? 100 : 10_000);
            t[0] = tape.watch(t[0]);
            RECOMPUTED.apply(t);
            nodes[i] = tape.size();
        }
        assertTrue(nodes[1] < 11 * nodes[0], nodes[0] + " nodes for 100 steps, " + nodes[1] + " for 10,000");
    }

    @Test
    void noStepsGiveNoStates() {
        assertArrayEquals(new int[] {0, 3}, RECORDED.apply(arguments(0)).shape().toArray());
        assertArrayEquals(new int[] {0, 3}, RECOMPUTED.apply(arguments(0)).shape().toArray());
    }

    @Test
    void aStepThatChangesTheShapeIsNamed() {
        String message = assertThrows(AutodiffException.class,
                () -> Scan.states((Tensor p, Tensor s, Tensor x) -> s.broadcastTo(2, 3), Tensor.scalar(0), Tensor.zeros(3),
                Tensor.zeros(4))).getMessage();
        assertTrue(message.startsWith("scan: step 0") && message.contains("[2, 3]") && message.contains("[3]"), message);
    }
}
