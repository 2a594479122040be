package org.foldgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.Report;
import org.foldgrad.autodiff.check.Verdict;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** VJP, JVP, their adjointness and second derivatives of every operation that is not elementwise. */
class DenseGradientsTest {
    private static DynamicTest check(String name, Function<Tensor[], Tensor> f, int[]... shapes) {
        return dynamicTest(name, () -> {
            for (long seed = 1; seed <= 3; seed++) {
                Random random = new Random(seed);
                Tensor[] x = new Tensor[shapes.length];
                for (int i = 0; i < x.length; i++) {
                    x[i] = Tensor.of(random.doubles(Shape.of(shapes[i]).size(), -2, 2).toArray(), shapes[i]);
                }
                Report report = GradientCheck.of(f).seed(seed).at(x);
                assertEquals(Verdict.CORRECT, report.verdict(), report::toString);
            }
        });
    }

    private static int[] shape(int... dims) {
        return dims;
    }

    /** An operation of one tensor along each axis of a block. */
    private static Stream<DynamicTest> axes(String name, BiFunction<Tensor, Integer, Tensor> f) {
        return Stream.of(0, 1, 2, -1).map(axis -> check(name + " along " + axis, x -> f.apply(x[0], axis), shape(3, 4, 3)));
    }

    @TestFactory
    Stream<DynamicTest> reductions() {
        return Stream.of(axes("sum", Reduce::sum),
                axes("mean", Reduce::mean),
                axes("prod", Reduce::prod),
                axes("norm", Reduce::norm),
                axes("var", Reduce::var),
                axes("std", Reduce::std),
                axes("logSumExp", Reduce::logSumExp),
                axes("softmax", Reduce::softmax),
                axes("logSoftmax", Reduce::logSoftmax)).flatMap(s -> s);
    }

    @TestFactory
    Stream<DynamicTest> wholeReductions() {
        return Stream.of(check("sum", x -> Reduce.sum(x[0]), shape(2, 3)),
                check("mean", x -> Reduce.mean(x[0]), shape(2, 3)),
                check("prod", x -> Reduce.prod(x[0]), shape(2, 3)),
                check("norm", x -> Reduce.norm(x[0]), shape(2, 3)),
                check("var", x -> Reduce.var(x[0]), shape(2, 3)),
                check("std", x -> Reduce.std(x[0]), shape(2, 3)),
                check("logSumExp", x -> Reduce.logSumExp(x[0]), shape(2, 3)));
    }

    /** Piecewise linear, so to first order and at elements far enough apart. */
    @TestFactory
    Stream<DynamicTest> extremes() {
        return Stream.<Function<Tensor, Tensor>>of(Reduce::max, Reduce::min, x -> Reduce.max(x, 0), x -> Reduce.max(x, 1),
                x -> Reduce.min(x, 0),
                x -> Reduce.min(x, -1)).map(f -> dynamicTest("extreme", () -> {
                    for (long seed = 1; seed <= 3; seed++) {
                        List<Integer> order = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
                        Collections.shuffle(order, new Random(seed));
                        Tensor x = Tensor.of(order.stream().mapToDouble(v -> v).toArray(), 3, 4);
                        Report report = GradientCheck.of(f).firstOrder().seed(seed).at(x);
                        assertEquals(Verdict.CORRECT, report.verdict(), report::toString);
                    }
                }));
    }

    @Test
    void elementsThatTieShareTheGradient() {
        Tape tape = new Tape();
        Tensor x = tape.watch(Tensor.of(new double[] {1, 5, 5, 2, 2, 2}, 2, 3));
        assertArrayEquals(new double[] {0, 0.5, 0.5, 1, 1, 1}, tape.gradient(Reduce.max(x, 1).times(Tensor.of(1, 3)).sum(), x)[0].toArray(),
                1e-15);
    }

    @Test
    void theProductOfZerosHasTheRightGradient() {
        for (double[] values : new double[][] {{2, 0, 3}, {0, 0, 3}, {2, 5, 3}}) {
            Tape tape = new Tape();
            Tensor x = tape.watch(Tensor.of(values));
            double[] others = {values[1] * values[2], values[0] * values[2], values[0] * values[1]};
            assertArrayEquals(others, tape.gradient(Reduce.prod(x), x)[0].toArray());
            double[] running = {1 + values[1] + others[0], values[0] + others[1], others[2]};
            assertArrayEquals(running, tape.gradient(Cumulative.prod(x, 0).sum(), x)[0].toArray());
        }
    }

    @Test
    void theNormHasGradientZeroAtTheOrigin() {
        Tape tape = new Tape();
        Tensor x = tape.watch(Tensor.zeros(3));
        assertArrayEquals(new double[3], tape.gradient(Reduce.norm(x), x)[0].toArray());
    }

    @Test
    void theStandardDeviationHasGradientZeroWhereAllAreEqual() {
        for (int n = 2; n < 12; n++) {
            Tensor x = Tensor.full(0.1, Shape.of(n), DType.F64);
            assertEquals(0, Reduce.std(x).item());
            assertArrayEquals(new double[n], Gradients.grad((Tensor t) -> Reduce.std(t)).apply(x).toArray());
            assertArrayEquals(new double[n], Gradients.hvp((Tensor t) -> Reduce.std(t), x, Tensor.range(n)).toArray());
        }
    }

    @TestFactory
    Stream<DynamicTest> runs() {
        return Stream.of(axes("cumsum", Cumulative::sum),
                axes("cumprod", Cumulative::prod), Stream.of(0, 1, 2).map(axis -> check("recurrence along " + axis,
                        x -> Cumulative.recurrence(x[0], x[1], axis), shape(3, 2, 4), shape(3, 2, 4)))).flatMap(s -> s);
    }

    @TestFactory
    Stream<DynamicTest> layouts() {
        return Stream.of(check("permute", x -> Layout.permute(x[0], 2, 0, 1), shape(2, 3, 4)),
                check("transpose", x -> Layout.transpose(x[0]), shape(2, 3, 4)),
                check("slice", x -> Layout.slice(x[0], 1, 1, 7, 3), shape(2, 8)),
                check("a slice whose first step leaves the axis", x -> Layout.slice(x[0], 0, 1, 3, Integer.MAX_VALUE), shape(4, 2)),
                check("flip", x -> Layout.flip(x[0], 1), shape(2, 3, 2)),
                check("pad", x -> Layout.pad(x[0], -1, 2, 1, 7), shape(2, 3)),
                check("concat", x -> Layout.concat(1, x), shape(2, 3), shape(2, 0), shape(2, 2)),
                check("stack", x -> Layout.stack(1, x), shape(2, 3), shape(2, 3)),
                check("take", x -> Layout.take(x[0], 1, 2, 0, 2), shape(2, 3, 2)),
                check("scatterAdd", x -> Layout.scatterAdd(x[0], 0, 4, 3, 1, 3), shape(3, 2)),
                check("broadcastTo", x -> Layout.broadcastTo(x[0], 4, 2, 3), shape(2, 1)),
                check("reshape", x -> Layout.reshape(x[0], 3, 2), shape(2, 3)),
                check("a slice of what is also used whole", x -> x[0].slice(0, 1, 4).times(2).plus(x[0].slice(0, 0, 3)), shape(5)));
    }

    @TestFactory
    Stream<DynamicTest> products() {
        return Stream.of(check("matmul", x -> x[0].matmul(x[1]), shape(3, 4), shape(4, 2)),
                check("batched matmul", x -> x[0].matmul(x[1]), shape(2, 3, 4), shape(2, 4, 5)),
                check("matmul by one matrix", x -> x[0].matmul(x[1]), shape(2, 3, 4), shape(4, 5)),
                check("matmul of one matrix", x -> x[0].matmul(x[1]), shape(3, 4), shape(2, 4, 5)),
                check("matmul by a vector", x -> x[0].matmul(x[1]), shape(3, 4), shape(4)),
                check("matmul of transposed", x -> x[0].transpose().matmul(x[1].transpose()), shape(4, 3), shape(2, 4)),
                check("dot", x -> Products.dot(x[0], x[1]), shape(5), shape(5)),
                check("outer", x -> Products.outer(x[0], x[1]), shape(3), shape(4)),
                check("conv1d", x -> Products.conv1d(x[0], x[1]), shape(2, 3, 9), shape(4, 3, 4)),
                check("conv1d in all its ways", x -> Products.conv1d(x[0], x[1], 2, 3, 2, 2), shape(2, 4, 11), shape(6, 2, 3)));
    }

    @TestFactory
    Stream<DynamicTest> transforms() {
        return Stream.of(1, 2, 7, 8, 12, 37).flatMap(n -> Stream.of(check("rfft of " + n, x -> Fourier.rfft(x[0]), shape(2, n)),
                check("irfft to " + n, x -> Fourier.irfft(x[0], n), shape(2, n / 2 + 1, 2)),
                check("spectrum of " + n, x -> Fourier.irfft(Fourier.rfft(x[0]).square(), n), shape(n))));
    }
}
