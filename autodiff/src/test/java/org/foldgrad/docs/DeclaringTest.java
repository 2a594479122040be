package org.foldgrad.docs;

import static org.foldgrad.autodiff.expr.Expr.exp;
import static org.foldgrad.autodiff.expr.Expr.fma;
import static org.foldgrad.autodiff.expr.Expr.log1p;
import static org.foldgrad.autodiff.expr.Expr.one;
import static org.foldgrad.autodiff.expr.Expr.sqrt;
import static org.foldgrad.autodiff.expr.Expr.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.expr.Enclose;
import org.foldgrad.autodiff.expr.Interval;
import org.junit.jupiter.api.Test;

/** The listings of docs/autodiff/declaring.md. */
class DeclaringTest {
    // begin: hypot
    static final Elementwise DISTANCE = Elementwise.binary("distance", (a, b) -> sqrt(a.square().plus(b.square())));
    // end: hypot

    // begin: fused
    static final Elementwise GATE = Elementwise.ternary("gate", (a, b, c) -> tanh(fma(a, b, c)).over(exp(a.negate()).plus(1)));

    static Tensor fused(Tensor a, Tensor b, Tensor c) {
        return GATE.summed().on(a, b, c);
    }

    static Tensor opByOp(Tensor a, Tensor b, Tensor c) {
        return a.times(b).plus(c).tanh().times(a.sigmoid()).sum();
    }
    // end: fused

    // begin: slope
    static final Elementwise SIGMOID = Elementwise.unary("sigmoid", x -> one().over(exp(x.negate()).plus(1)))
            .slope((x, y) -> y.times(one().minus(y)));
    // end: slope

    // begin: bounds
    static final Elementwise CAUCHY = Elementwise.unary("cauchy", r -> log1p(r.square()));   // a loss that forgives outliers

    /** A number that the slope of {@code op} proves not to exceed between -reach and reach, from so many pieces of that range. */
    static double steepest(Elementwise op, double reach, int pieces) {
        double bound = 0;
        for (int k = 0; k < pieces; k++) {
            double from = -reach + 2 * reach * k / pieces;
            Interval slope = Enclose.derivative(op.body(), 0, Interval.of(from, from + 2 * reach / pieces));
            bound = Math.max(bound, Math.max(-slope.low(), slope.high()));
        }
        return bound;
    }
    // end: bounds

    /** 2 r / (1 + r²) is largest at 1, where it is 1. */
    @Test
    void theSlopeIsProvedNotToExceedItsMaximum() {
        assertEquals(20, steepest(CAUCHY, 10, 1), 1e-13);
        assertEquals(1.02, steepest(CAUCHY, 10, 1000), 0.0005);
        assertEquals(1.002, steepest(CAUCHY, 10, 10_000), 0.0005);
        assertTrue(Enclose.cannotBeNaN(CAUCHY.body(), Interval.of(-1e300, 1e300)));
    }

    @Test
    void aDeclaredOperationHasItsGradient() {
        Tensor[] g = Gradients.grad((Tensor[] p) -> DISTANCE.on(p).sum()).apply(new Tensor[] {Tensor.of(3, 5), Tensor.of(4, 12)});
        assertArrayEquals(new double[] {0.6, 5.0 / 13}, g[0].toArray(), 1e-15);
    }

    @Test
    void aDeclaredSlopeIsUsed() {
        double s = 1 / (1 + Math.exp(-0.4));
        assertEquals(s * (1 - s), Gradients.grad((Tensor x) -> SIGMOID.on(x)).apply(Tensor.scalar(0.4)).item(), 1e-15);
    }

    @Test
    void fusedAndOpByOpAgree() {
        Tensor[] x = {Tensor.of(0.3, -1, 2), Tensor.of(1, 0.5, -0.2), Tensor.of(0, 0.1, -3)};
        Tensor[] f = Gradients.grad((Tensor[] p) -> fused(p[0], p[1], p[2])).apply(x);
        Tensor[] o = Gradients.grad((Tensor[] p) -> opByOp(p[0], p[1], p[2])).apply(x);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(o[i].toArray(), f[i].toArray(), 1e-14);
        }
        assertEquals(opByOp(x[0], x[1], x[2]).item(), fused(x[0], x[1], x[2]).item(), 1e-14);
    }
}
