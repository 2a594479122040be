package org.foldgrad.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.junit.jupiter.api.Test;

/** The listings of docs/autodiff/higher-derivatives.md. */
class HigherDerivativesTest {
    // begin: rosenbrock
    /** (1 - x0)² + 100 (x1 - x0²)², with its minimum at (1, 1). */
    static Tensor rosenbrock(Tensor[] x) {
        return x[0].negate().plus(1).square().plus(x[1].minus(x[0].square()).square().times(100));
    }
    // end: rosenbrock

    @Test
    void nestedGradients() {
        // begin: nested
        UnaryOperator<Tensor> first = Gradients.grad((Tensor x) -> x.tanh());
        UnaryOperator<Tensor> second = Gradients.grad(first::apply);
        UnaryOperator<Tensor> third = Gradients.grad(second::apply);
        // end: nested
        double t = Math.tanh(0.3);
        double s = 1 - t * t;
        assertEquals(-2 * t * s, second.apply(Tensor.scalar(0.3)).item(), 1e-15);
        assertEquals(s * (6 * t * t - 2), third.apply(Tensor.scalar(0.3)).item(), 1e-14);
    }

    @Test
    void hessianVectorProducts() {
        // begin: hvp
        Tensor[] x = {Tensor.scalar(-1), Tensor.scalar(2)};
        Tensor[] v = {Tensor.scalar(1), Tensor.scalar(0)};
        Tensor[] hv = Gradients.hvp(HigherDerivativesTest::rosenbrock, x, v);   // the Hessian's first column: 402, 400
        // end: hvp
        assertEquals(2 - 400 * (2 - 3), hv[0].item(), 1e-12);
        assertEquals(400, hv[1].item(), 1e-12);
    }

    @Test
    void newtonsMethod() {
        // begin: newton
        Function<Tensor, Tensor> f = x -> x.square().square().sum().plus(x.minus(1).square().sum());
        Tensor x = Tensor.of(2, -1);
        for (int k = 0; k < 20; k++) {
            x = x.minus(Gradients.grad(f).apply(x).over(Gradients.hessianDiagonal(f, x)));
        }
        // end: newton
        double root = 0.5897545123014061; // 4 x³ + 2 x = 2
        assertArrayEquals(new double[] {root, root}, x.toArray(), 1e-12);
    }
}
