package org.foldgrad.autodiff;

import static org.foldgrad.autodiff.Gradients.grad;
import static org.foldgrad.autodiff.Gradients.hessian;
import static org.foldgrad.autodiff.Gradients.hvp;
import static org.foldgrad.autodiff.Gradients.jvp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.Verdict;
import org.foldgrad.autodiff.expr.Expr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementwiseTest {
    private static Elementwise product(int n) {
        return Elementwise.of("product", n, x -> Arrays.stream(x).reduce(Expr::times).orElseThrow());
    }

    /** Of n factors 2: the first derivatives are 2^(n-1), mixed second ones 2^(n-2), third ones 2^(n-3). */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 14})
    void derivativesOfEveryArity(int n) {
        for (Tensor two : List.of(Tensor.scalar(2), Tensor.of(2, 2), Tensor.scalar(2, DType.F32))) {
            double size = two.size();
            Elementwise op = product(n);
            Function<Tensor[], Tensor> f = x -> op.on(x).sum();
            Tensor[] x = new Tensor[n];
            Arrays.fill(x, two);
            Tensor[] ones = new Tensor[n];
            Arrays.fill(ones, Tensor.full(1, two.shape(), two.dtype()));
            double first = Math.scalb(1, n - 1);
            for (Tensor t : grad(f).apply(x)) {
                assertEquals(first, t.at(0));
            }
            assertEquals(first * n * size, jvp(f, x, ones).tangent().item());
            for (Tensor t : hvp(f, x, ones)) {
                assertEquals(first / 2 * (n - 1), t.at(0));
            }
            UnaryOperator<Tensor[]> second = grad((Tensor[] y) -> grad(f).apply(y)[0].sum());
            for (int i = 0; i < n; i++) {
                assertEquals(i == 0 ? 0 : first / 2, second.apply(x)[i].at(0));
            }
            if (n > 2) {
                assertEquals(first / 4, grad((Tensor[] y) -> second.apply(y)[1].sum()).apply(x)[2].at(0));
                assertEquals(first / 4 * (n - 1) * (n - 2), hvp((Tensor[] y) -> jvp(f, y, ones).tangent(), x, ones)[0].at(0));
            }
        }
    }

    @Test
    void aNumberHasTheTypeOfItsTensor() {
        for (DType type : DType.values()) {
            Tensor x = Tensor.of(-1.5, 0.25, 3).to(type);
            assertArrayEquals(new double[] {2.25, 0.0625, 9}, Ops.pow(x, 2).toArray());
            assertArrayEquals(new double[] {-3, 0.5, 6}, grad((Tensor t) -> Ops.pow(t, 2).sum()).apply(x).toArray());
            assertArrayEquals(new double[] {0.25, 0.25, 3}, Ops.maximum(x, 0.25).toArray());
            assertArrayEquals(new double[] {0, 0.5, 1}, grad((Tensor t) -> Ops.maximum(t, 0.25).sum()).apply(x).toArray());
            assertArrayEquals(new double[] {-1.5, 0.25, 1}, Ops.minimum(x, 1).toArray());
            assertArrayEquals(new double[] {-1, 0.25, 2}, Ops.clamp(x, -1, 2).toArray());
            assertArrayEquals(new double[] {1, 0, 0}, Ops.less(x, 0.25).toArray());
            assertArrayEquals(new double[] {-0.75, 0.25, 3}, Ops.leakyRelu(x, 0.5).toArray());
            assertArrayEquals(new double[] {1, 0.03125, 2.5}, Ops.huber(x, 1).toArray());
            assertArrayEquals(new double[] {2.5, Math.sqrt(4.0625), Math.sqrt(13)}, Ops.smoothAbs(x, 2).toArray(), 1e-6);
        }
    }

    @Test
    void moreInputsAreRefused() {
        String message = assertThrows(AutodiffException.class, () -> product(15)).getMessage();
        assertTrue(message.contains("1 to 14 inputs, not 15"), message);
    }

    /** d¹²/dx¹² of e^x, twelve gradients one inside the other. */
    @Test
    void derivativesOfHighOrder() {
        Function<Tensor, Tensor> f = Tensor::exp;
        for (int order = 0; order < 12; order++) {
            f = grad(f);
        }
        assertEquals(Math.E, f.apply(Tensor.scalar(1)).item(), 1e-14);
    }

    private static final Tensor MASK = Tensor.of(1, 0);
    private static final Tensor AT = Tensor.of(4, -1);
    private static final Tensor ONES = Tensor.ones(2);

    /** where(x > 0, sqrt(x), x): the slope is 1/4 at 4 and 1 at -1, where the root is NaN. */
    @Test
    void branchesNotChosenLeaveNoNaNInForwardMode() {
        Function<Tensor, Tensor> f = x -> Ops.where(MASK, x.sqrt(), x);
        assertArrayEquals(new double[] {0.25, 1}, jvp(f, AT, ONES).tangent().toArray());
        Function<Tensor, Tensor> twice = x -> jvp(f, x, ONES).tangent();
        assertArrayEquals(new double[] {-1 / 32.0, 0}, jvp(twice, AT, ONES).tangent().toArray());
        assertArrayEquals(new double[] {3 / 256.0, 0}, jvp((Tensor x) -> jvp(twice, x, ONES).tangent(), AT, ONES).tangent().toArray());
    }

    /** Roots, logarithms and quotients where they have no value: their cotangents are 0, and so are the derivatives of those. */
    @Test
    void branchesNotChosenLeaveNoNaNInSecondAndThirdDerivatives() {
        List<UnaryOperator<Tensor>> roots = List.of(Tensor::sqrt, x -> x.times(4).sqrt().times(0.5), x -> Ops.pow(x, 0.5),
                x -> x.log().times(0.5).exp(), x -> x.plus(1).minus(1).over(x.sqrt()));
        for (UnaryOperator<Tensor> root : roots) {
            Function<Tensor, Tensor> f = x -> Ops.where(MASK, root.apply(x), Tensor.zeros(2)).sum();
            assertArrayEquals(new double[] {0.25, 0}, grad(f).apply(AT).toArray(), 1e-15);
            assertArrayEquals(new double[] {-1 / 32.0, 0}, hvp(f, AT, ONES).toArray(), 1e-15);
            assertArrayEquals(new double[] {-1 / 32.0, 0, 0, 0}, hessian(f, AT).toArray(), 1e-15);
            assertArrayEquals(new double[] {-1 / 32.0, 0}, grad((Tensor x) -> jvp(f, x, ONES).tangent()).apply(AT).toArray(), 1e-15);
            assertArrayEquals(new double[] {3 / 256.0, 0}, grad((Tensor x) -> hvp(f, x, ONES).sum()).apply(AT).toArray(), 1e-15);
            assertArrayEquals(new double[] {3 / 256.0, 0}, grad((Tensor x) -> grad((Tensor y) -> grad(f).apply(y).sum()).apply(x).sum())
                    .apply(AT).toArray(), 1e-15);
        }
    }

    /** A scalar among arrays has its partial summed: of an element that is not chosen, none of it is. */
    @Test
    void branchesNotChosenLeaveNoNaNInASummedPartial() {
        Tensor base = Tensor.of(4, -1);
        Function<Tensor, Tensor> f = c -> Ops.where(MASK, Ops.pow(base, c), Tensor.scalar(0)).sum();
        Tensor c = Tensor.scalar(1.5);
        double second = 8 * Math.pow(Math.log(4), 2);
        assertEquals(second, hvp(f, c, Tensor.scalar(1)).item(), 1e-13);
        assertEquals(second, grad((Tensor x) -> grad(f).apply(x)).apply(c).item(), 1e-13);
        assertEquals(second * Math.log(4), grad((Tensor y) -> grad((Tensor x) -> grad(f).apply(x)).apply(y)).apply(c).item(), 1e-13);
    }

    /** A cotangent that is 0 at one point only has a slope there, which a test for 0 must not lose. */
    @Test
    void derivativesByACotangentOfZeroAreKept() {
        // f = (x - 3)² exp(x)², f'' = 2 exp(x)² at 3, where the cotangents of both exp are 0
        Function<Tensor, Tensor> f = x -> x.minus(3).times(x.exp()).square().sum();
        Tensor three = Tensor.of(3, 3);
        double[] expected = {2 * Math.exp(6), 2 * Math.exp(6)};
        assertArrayEquals(expected, hvp(f, three, ONES).toArray(), 1e-12);
        assertArrayEquals(expected, grad((Tensor x) -> grad(f).apply(x).sum()).apply(three).toArray(), 1e-12);
        assertArrayEquals(expected, grad((Tensor x) -> jvp(f, x, ONES).tangent()).apply(three).toArray(), 1e-12);
        // third derivative of x⁴ and of x³ at 0, where the second and the first are 0
        Tensor zero = Tensor.of(0, 0);
        Function<Tensor, Tensor> cube = x -> x.times(x).times(x).sum();
        assertArrayEquals(new double[] {6, 6}, grad((Tensor x) -> hvp(cube, x, ONES).sum()).apply(zero).toArray());
        assertArrayEquals(new double[] {6, 6}, hvp((Tensor x) -> jvp(cube, x, ONES).tangent(), zero, ONES).toArray());
    }

    @Test
    void theCheckPassesGuardedBranches() {
        var report = GradientCheck.of((Tensor x) -> Ops.where(MASK, x.sqrt(), x)).at(AT);
        assertEquals(Verdict.CORRECT, report.verdict(), report::toString);
    }
}
