package org.foldgrad.autodiff.kernel.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.kernel.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs cut into several loops give the bits of the one loop they could have been. */
class SplitTest {
    private static final Expr X = Expr.input(0);
    private static final Expr Y = Expr.input(1);
    private static final Expr S = Expr.input(2);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 50})
    void everyCutGivesTheSameBits(int largest) {
        Expr early = Expr.tanh(X.times(S));
        Expr late = Expr.sin(early.plus(Y)).times(Expr.exp(X));
        Program program = new Program(List.of(late, early, late.times(X), Y), List.of(Sink.ADD, Sink.SUM, Sink.WRITE, Sink.SUM), 3, 0b100);
        for (Lane lane : Lane.values()) {
            Program lowered = Lower.forPlainLoop(program, lane);
            compare(Emit.scalar(program, lane), Split.kernel(lowered, lane, largest, p -> Emit.scalar(p, lane)), lane);
        }
    }

    private static <A> void compare(Kernel<A> whole, Kernel<A> split, Lane lane) {
        A[] expected = arrays(lane, 4, 1500, 2);
        A[] actual = arrays(lane, 4, 1500, 2);
        whole.run(arrays(lane, 3, 1500, 1), expected, 7, 1400);
        split.run(arrays(lane, 3, 1500, 1), actual, 7, 1400);
        assertArrayEquals(expected, actual);
        A[] inPlace = arrays(lane, 3, 1500, 1);
        A[] targets = arrays(lane, 4, 1500, 2);
        targets[2] = inPlace[0];
        split.run(inPlace, targets, 7, 1400);
        for (int j : new int[] {0, 1, 3}) {
            assertArrayEquals(new Object[] {expected[j]}, new Object[] {targets[j]});
        }
    }

    @SuppressWarnings("unchecked")
    private static <A> A[] arrays(Lane lane, int count, int n, long seed) {
        Random random = new Random(seed);
        A[] result = (A[]) lane.newArrays(count);
        for (int k = 0; k < count; k++) {
            double[] values = random.doubles(n, -2, 2).toArray();
            result[k] = (A) lane.newArray(n);
            for (int i = 0; i < n; i++) {
                Array.set(result[k], i, lane.<Number>pick(values[i], (float) values[i]));
            }
        }
        return result;
    }

    @Test
    void aProgramOfThousandsOfOperationsRuns() {
        Expr e = X;
        double expected = 0.7;
        for (int k = 0; k < 1500; k++) {
            e = e.times(0.999).plus(1.0 / (k + 1));
            expected = expected * 0.999 + 1.0 / (k + 1);
        }
        Program program = new Program(List.of(e), List.of(Sink.WRITE), 1, 0);
        for (Backend backend : Backend.available()) {
            double[][] out = {new double[1000]};
            double[][] in = {new double[1000]};
            Arrays.fill(in[0], 0.7);
            Kernel<double[]> kernel = backend == Backend.SCALAR ? Emit.scalar(program, Lane.F64) : Emit.vector(program, Lane.F64, backend.bits);
            kernel.run(in, out, 0, 1000);
            double[] all = new double[1000];
            Arrays.fill(all, expected);
            assertArrayEquals(all, out[0]);
        }
    }
}
