package org.foldgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the operations that are not elementwise do with shapes that do not fit, and with tensors of no elements. */
class DenseErrorsTest {
    private static final Tensor A = Tensor.zeros(3, 5);
    private static final Tensor V = Tensor.zeros(4);

    private static DynamicTest refused(Supplier<Tensor> call, String... words) {
        return dynamicTest(words[0], () -> {
            String message = assertThrows(AutodiffException.class, call::get).getMessage();
            for (String word : words) {
                assertTrue(message.contains(word), "'" + word + "' is missing in: " + message);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatDoesNotFitIsNamed() {
        return Stream.of(refused(() -> Reduce.sum(A, 2), "sum: axis 2", "[3, 5]"),
                refused(() -> Reduce.mean(A, -3), "mean: axis -3", "[3, 5]"),
                refused(() -> Reduce.std(A, 4), "std: axis 4", "[3, 5]"),
                refused(() -> Tensor.zeros(0, 65_536, 65_536), "more elements than an array can hold"),
                refused(() -> Tensor.zeros(65_536, 65_536, 0), "more elements than an array can hold"),
                refused(() -> Reduce.max(Tensor.scalar(1), 0), "max: axis 0", "[]"),
                refused(() -> Reduce.max(Tensor.zeros(3, 0), 1), "max: ", "[3, 0]"),
                refused(() -> Reduce.min(Tensor.zeros(0)), "min: ", "[0]", "empty"),
                refused(() -> Reduce.argmax(Tensor.zeros(0), 0), "argmax: ", "[0]"),
                refused(() -> Reduce.softmax(A, 5), "softmax: axis 5", "[3, 5]"),
                refused(() -> Cumulative.sum(V, 1), "cumsum: axis 1", "[4]"),
                refused(() -> Cumulative.recurrence(A, V, 0), "recurrence: ", "[3, 5]", "[4]"),
                refused(() -> Layout.permute(A, 0, 0), "permute: ", "[0, 0]", "[3, 5]"),
                refused(() -> Layout.permute(A, 0), "permute: ", "[0]", "[3, 5]"),
                refused(() -> Layout.permute(A, 0, 2), "permute: axis 2", "[3, 5]"),
                refused(() -> V.transpose(), "transpose: ", "[4]"),
                refused(() -> V.slice(0, 2, 5), "slice: ", "[4]", "2 to 5"),
                refused(() -> V.slice(0, 3, 2), "slice: ", "3 to 2"),
                refused(() -> V.slice(0, -1, 2), "slice: ", "-1 to 2"),
                refused(() -> Layout.slice(V, 0, 0, 4, 0), "slice: ", "steps of 0"),
                refused(() -> Layout.pad(V, 0, -1, 0, 0), "pad: ", "[4]"),
                refused(() -> Layout.concat(0), "concat: "),
                refused(() -> Layout.concat(0, A, V), "concat: ", "[3, 5]", "[4]"),
                refused(() -> Layout.concat(0, V, V.to(DType.F32)), "concat: ", "F64", "F32"),
                refused(() -> Layout.stack(0, A, V), "stack: ", "[3, 5]", "[4]"),
                refused(() -> Layout.stack(0, V, V.to(DType.F32)), "stack: ", "F64 [4]", "F32 [4]"),
                refused(() -> V.matmul(V), "matmul: ", "[4] and [4]", "vector [k] on the right"),
                refused(() -> Layout.stack(2, V), "stack: ", "[4]", "2"),
                refused(() -> Layout.take(V, 0, 1, 4), "take: ", "index[1] = 4", "4"),
                refused(() -> Layout.take(V, 0, -1), "take: ", "index[0] = -1"),
                refused(() -> Layout.scatterAdd(V, 0, 9, 1, 2), "scatterAdd: ", "2 indices", "[4]"),
                refused(() -> Layout.scatterAdd(V, 0, 2, 0, 1, 2, 0), "scatterAdd: ", "index[2] = 2"),
                refused(() -> Layout.broadcastTo(A, 5, 3), "broadcastTo: ", "[3, 5]", "[5, 3]"),
                refused(() -> Layout.broadcastTo(V, 1 << 20, 1 << 20, 4), "1048576", "2^31"),
                refused(() -> A.matmul(A), "matmul: ", "[3, 5] and [3, 5]"),
                refused(() -> A.matmul(V), "matmul: ", "[3, 5] and [4]"),
                refused(() -> A.matmul(Tensor.zeros(5, 2).to(DType.F32)), "matmul: ", "F64", "F32"),
                refused(() -> Tensor.zeros(2, 3, 4).matmul(Tensor.zeros(3, 4, 5)), "matmul: ", "[2, 3, 4] and [3, 4, 5]"),
                refused(() -> Products.outer(Tensor.zeros(1 << 20), Tensor.zeros(1 << 20)), "1048576", "2^31"),
                refused(() -> Products.dot(V, Tensor.zeros(5)), "dot: ", "4 and 5"),
                refused(() -> Products.dot(A, A), "dot: ", "[3, 5]"),
                refused(() -> Products.outer(A, V), "outer: ", "[3, 5]", "[4]"),
                refused(() -> Products.conv1d(A, A), "conv1d: ", "[3, 5]"),
                refused(() -> Products.conv1d(Tensor.zeros(1, 2, 9), Tensor.zeros(4, 3, 3)), "conv1d: ", "[1, 2, 9]", "[4, 3, 3]"),
                refused(() -> Products.conv1d(Tensor.zeros(1, 2, 5), Tensor.zeros(3, 1, 2), 1, 0, 1, 2), "conv1d: the 3 outputs", "2 groups"),
                refused(() -> Products.conv1d(Tensor.zeros(1, 1, 5), Tensor.zeros(1, 1, 6)), "conv1d: ", "6 taps", "5"),
                refused(() -> Products.conv1d(Tensor.zeros(1, 1, 5), Tensor.zeros(1, 1, 2), 0, 0, 1, 1), "conv1d: stride 0"),
                refused(() -> Products.conv1d(Tensor.zeros(1, 1, 5), Tensor.zeros(1, 1, 3), 1, 0, Integer.MAX_VALUE, 1),
                        "conv1d: ", "4294967295"),
                refused(() -> Products.conv1d(Tensor.zeros(1, 1, 5), Tensor.zeros(1, 1, 3), 1, Integer.MAX_VALUE, 1, 1),
                        "conv1d: ", "padding"),
                refused(() -> Fourier.rfft(Tensor.zeros(3, 0)), "rfft: ", "[3, 0]"),
                refused(() -> Fourier.rfft(Tensor.scalar(1)), "rfft: ", "[]"),
                refused(() -> Fourier.irfft(Tensor.zeros(4, 2), 8), "irfft: ", "[4, 2]", "8"),
                refused(() -> Fourier.irfft(Tensor.zeros(5), 8), "irfft: ", "[5]"));
    }

    @Test
    void theIndexOfAnExtremeHasNoGradient() {
        Tape tape = new Tape();
        Tensor x = tape.watch(Tensor.of(1, 3, 2));
        Tensor y = Reduce.argmax(x, 0);
        assertEquals(1, y.item());
        assertTrue(assertThrows(AutodiffException.class, () -> tape.gradient(y, x)).getMessage().startsWith("argmax: has no gradient"));
    }

    @TestFactory
    Stream<DynamicTest> tensorsOfNoElementsAreLegal() {
        return Stream.of(empty("sum", x -> Reduce.sum(x, 1), 2, 0),
                empty("sum of rows", x -> Reduce.sum(x, 1), 0, 3),
                empty("mean", x -> Reduce.mean(x, 1), 0, 3),
                empty("prod", x -> Reduce.prod(x, 0), 0, 3),
                empty("max", x -> Reduce.max(x, 1), 0, 3),
                empty("norm", x -> Reduce.norm(x, 0), 0, 3),
                empty("softmax", x -> Reduce.softmax(x, 1), 3, 0),
                empty("logSoftmax", x -> Reduce.logSoftmax(x, 0), 0, 3),
                empty("logSumExp", x -> Reduce.logSumExp(x, 1), 0, 3),
                empty("cumsum", x -> Cumulative.sum(x, 0), 0, 3),
                empty("cumprod", x -> Cumulative.prod(x, 1), 3, 0),
                empty("recurrence", x -> Cumulative.recurrence(x, x, 1), 3, 0),
                empty("permute", x -> Layout.permute(x, 1, 0), 0, 3),
                empty("slice", x -> Layout.slice(x, 0, 0, 0), 0, 3),
                empty("flip", x -> Layout.flip(x, 0), 0, 3),
                empty("pad", x -> Layout.pad(x, 0, 1, 1, 2), 0, 3),
                empty("concat", x -> Layout.concat(0, x, x), 0, 3),
                empty("stack", x -> Layout.stack(0, x, x), 0, 3),
                empty("take", x -> Layout.take(x, 1), 0, 3),
                empty("scatterAdd", x -> Layout.scatterAdd(x, 0, 3), 0, 3),
                empty("broadcastTo", x -> Layout.broadcastTo(x, 5, 0, 3), 0, 3),
                empty("matmul", x -> x.matmul(Tensor.zeros(3, 2)), 0, 3),
                empty("matmul over nothing", x -> x.matmul(Tensor.zeros(0, 4)), 2, 0),
                empty("batched matmul", x -> x.matmul(Tensor.zeros(3, 2)), 0, 4, 3),
                empty("conv1d", x -> Products.conv1d(x, Tensor.zeros(2, 1, 3)), 0, 1, 5),
                empty("conv1d of no channels", x -> Products.conv1d(x, Tensor.zeros(2, 0, 3)), 2, 0, 5),
                empty("rfft", Fourier::rfft, 0, 8),
                empty("irfft", x -> Fourier.irfft(x, 8), 0, 5, 2));
    }

    private static DynamicTest empty(String name, Function<Tensor, Tensor> f, int... shape) {
        return dynamicTest(name, () -> {
            Tape tape = new Tape();
            Tensor x = tape.watch(Tensor.zeros(shape));
            Tensor y = f.apply(x);
            Tensor gradient = tape.vjp(y, Tensor.full(1, y.shape(), y.dtype()), x)[0];
            assertArrayEquals(shape, gradient.shape().toArray());
            double expected = name.equals("pad") ? 2 : name.equals("prod") ? 1 : 0;
            for (double v : y.toArray()) {
                assertEquals(expected, v);
            }
        });
    }

    @Test
    void aLogarithmOfASumOfNothingIsMinusInfinity() {
        assertEquals(Double.NEGATIVE_INFINITY, Reduce.logSumExp(Tensor.zeros(0)).item());
        assertArrayEquals(new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}, Reduce.logSumExp(Tensor.zeros(0, 2), 0).toArray());
        assertEquals(0, Gradients.grad((Tensor x) -> Reduce.logSumExp(x)).apply(Tensor.zeros(0)).size());
    }

    @Test
    void aVarianceOfFewerThanTwoIsNaN() {
        for (int n = 0; n < 2; n++) {
            assertEquals(Double.NaN, Reduce.var(Tensor.zeros(n)).item());
            assertEquals(Double.NaN, Reduce.std(Tensor.zeros(2, n), 1).get(1));
        }
    }

    /** The sum of zeros is 0 in every way of adding them, negative as they may be; one alone is not added to anything. */
    @Test
    void sumsOfNegativeZerosAgree() {
        for (int n : new int[] {2, 40, 5000}) {
            Tensor x = Tensor.full(-0.0, Shape.of(n), DType.F64);
            assertEquals(0.0, x.sum().item());
            assertEquals(0.0, x.sum(0).item());
            assertEquals(0.0, x.reshape(n, 1).broadcastTo(n, 3).sum(0).get(1));
        }
    }

    /** A stride or dilation beyond the signal: one output, and taps that meet one sample. */
    @Test
    void convolutionsStepFurtherThanTheSignalIsLong() {
        Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5}, 1, 1, 5);
        Tensor w = Tensor.of(new double[] {1, 10, 100}, 1, 1, 3);
        int far = Integer.MAX_VALUE;
        Tensor[] g = Gradients.grad((Tensor[] p) -> Products.conv1d(p[0], p[1], far, 1, 1, 1).sum()).apply(new Tensor[] {x, w});
        assertArrayEquals(new double[] {210}, Products.conv1d(x, w, far, 1, 1, 1).toArray());
        assertArrayEquals(new double[] {10, 100, 0, 0, 0}, g[0].toArray());
        assertArrayEquals(new double[] {0, 1, 2}, g[1].toArray());
        Tensor one = Tensor.of(new double[] {10}, 1, 1, 1);
        g = Gradients.grad((Tensor[] p) -> Products.conv1d(p[0], p[1], 2, 1, far, 1).sum()).apply(new Tensor[] {x, one});
        assertArrayEquals(new double[] {0, 20, 40, 0}, Products.conv1d(x, one, 2, 1, far, 1).toArray());
        assertArrayEquals(new double[] {0, 10, 0, 10, 0}, g[0].toArray());
        assertArrayEquals(new double[] {6}, g[1].toArray());
    }
}
