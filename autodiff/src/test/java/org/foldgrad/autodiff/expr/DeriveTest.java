package org.foldgrad.autodiff.expr;

import static org.foldgrad.autodiff.expr.Expr.abs;
import static org.foldgrad.autodiff.expr.Expr.atan2;
import static org.foldgrad.autodiff.expr.Expr.constant;
import static org.foldgrad.autodiff.expr.Expr.exp;
import static org.foldgrad.autodiff.expr.Expr.fma;
import static org.foldgrad.autodiff.expr.Expr.hypot;
import static org.foldgrad.autodiff.expr.Expr.ifLess;
import static org.foldgrad.autodiff.expr.Expr.input;
import static org.foldgrad.autodiff.expr.Expr.max;
import static org.foldgrad.autodiff.expr.Expr.min;
import static org.foldgrad.autodiff.expr.Expr.one;
import static org.foldgrad.autodiff.expr.Expr.pow;
import static org.foldgrad.autodiff.expr.Expr.sqrt;
import static org.foldgrad.autodiff.expr.Expr.tanh;
import static org.foldgrad.autodiff.expr.Expr.zero;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Function;
import org.foldgrad.autodiff.expr.Expr.Operator;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.junit.jupiter.api.Test;

class DeriveTest {
    private static final Expr X = input(0);
    private static final Expr Y = input(1);

    @Property(tries = 200)
    void everyFunctionAgreesWithDifferences(@ForAll Function f, @ForAll @DoubleRange(min = 0.05, max = 0.95) double x) {
        if (f == Function.FLOOR || f == Function.CEIL || f == Function.RINT) {
            assertEquals(0, slope(new Unary(f, X), 0, x));
        } else {
            agrees(new Unary(f, X), x);
            agrees(new Unary(f, X.times(X).plus(0.01)), x);
        }
    }

    @Property(tries = 200)
    void everyOperatorAgreesWithDifferences(@ForAll Operator f, @ForAll @DoubleRange(min = 0.1, max = 2) double a,
                                            @ForAll @DoubleRange(min = 2.1, max = 4) double b) {
        agrees(new Binary(f, X, Y), a, b);
        agrees(new Binary(f, Y, X), a, b);
        agrees(new Binary(f, X, X.times(Y)), a, b);
        agrees(new Binary(f, X, constant(1.5)), a + 3, b);
        agrees(new Binary(f, constant(1.5), X), a + 3, b);
    }

    @Property(tries = 100)
    void compositesAndTheirSecondDerivativesAgreeWithDifferences(@ForAll @DoubleRange(min = 0.2, max = 2) double a,
                                                                 @ForAll @DoubleRange(min = 0.2, max = 2) double b) {
        List<Expr> composites = List.of(
            tanh(X.times(Y).plus(1)).over(exp(X.negate()).plus(1)),
            hypot(X, Y.times(3)).minus(atan2(X, Y)),
            fma(X, Y, fma(X.square(), constant(2), Y)),
            ifLess(X, constant(3), pow(X, Y), sqrt(X.negate())));
        for (Expr e : composites) {
            agrees(e, a, b);
            agrees(Derive.partial(e, 0), a, b);
            agrees(Derive.partial(e, 1), a, b);
        }
    }

    /** Each part once, though the last one occurs 2^60 times. */
    @Test
    void aPartThatOccursManyTimesIsEvaluatedOnce() {
        Expr e = input(0);
        for (int k = 0; k < 60; k++) {
            e = e.plus(e).times(0.5);
        }
        assertEquals(3, Eval.at(e, 3));
    }

    @Test
    void kinksHaveSubgradients() {
        assertEquals(0, slope(abs(X), 0, 0.0));
        assertEquals(0, slope(Derive.partial(abs(X), 0), 0, 0.0));
        for (Expr tie : List.of(max(X, Y), min(X, Y))) {
            assertEquals(0.5, slope(tie, 0, 2, 2));
            assertEquals(0.5, slope(tie, 1, 2, 2));
        }
        assertEquals(0, slope(hypot(X, Y), 0, 0, 0));
        assertEquals(Double.POSITIVE_INFINITY, slope(sqrt(X), 0, 0));
    }

    @Test
    void powersAtZeroAreNotNaN() {
        assertEquals(0, slope(pow(X, constant(2)), 0, 0));
        assertEquals(0, slope(pow(X, constant(2.5)), 0, 0));
        assertEquals(1, slope(pow(X, constant(1)), 0, 0));
        assertEquals(0, slope(pow(X, constant(0)), 0, 0));
        assertEquals(12, slope(pow(X, constant(3)), 0, -2));
        assertEquals(0, slope(pow(X, Y), 0, 0, 0));
        assertEquals(0, slope(pow(X, Y), 1, 0, 2));
        assertEquals(0, slope(pow(X, Y), 1, 0, 0));
    }

    @Test
    void theUnusedBranchContributesNothing() {
        Expr safe = ifLess(zero(), X, sqrt(X), zero());
        assertEquals(0, slope(safe, 0, -1));
        assertEquals(0, slope(safe, 0, 0));
        Expr outside = sqrt(ifLess(zero(), X, X, zero()));
        assertEquals(0, slope(outside, 0, -1));
        assertEquals(0.25, slope(outside, 0, 4));
        assertEquals(0, slope(sqrt(abs(X)), 0, 0));
    }

    @Test
    void derivativesAreSimple() {
        assertEquals("2*x", derivative(X.square()));
        assertEquals("y", derivative(X.times(Y)));
        assertEquals("0", derivative(Y.times(tanh(Y))));
        assertEquals("1/y", derivative(X.over(Y)));
        assertEquals("-(1/x*(1/x))", derivative(one().over(X)));
        assertEquals("3*(x*x)", derivative(pow(X, constant(3))));
        assertEquals("(0 < x ? 1 : (x < 0 ? -1 : 0))", derivative(abs(X)));
        assertEquals("(1 - tanh(x))*(1 + tanh(x))", derivative(tanh(X)));
    }

    @Test
    void theSharedSubtreeStaysShared() {
        Expr y = exp(X);
        assertTrue(Derive.partial(y, 0) == y);
        Expr chain = X;
        for (int i = 0; i < 200; i++) {
            chain = chain.times(chain);
        }
        Derive.partial(chain, 0);
    }

    private static String derivative(Expr e) {
        return Print.of(Derive.partial(e, 0), "x", "y");
    }

    private static double slope(Expr e, int input, double... at) {
        return Eval.at(Derive.partial(e, input), at);
    }

    /** Both partials against a five-point difference, whose error is h⁴ and rounding over h. */
    private static void agrees(Expr e, double... at) {
        double h = 1e-3;
        for (int k = 0; k < at.length; k++) {
            double difference = (8 * (shifted(e, at, k, h) - shifted(e, at, k, -h)) - shifted(e, at, k, 2 * h) + shifted(e, at, k, -2 * h)) / (12 * h);
            double scale = Math.max(1, Math.abs(difference));
            assertEquals(difference, slope(e, k, at), 3e-6 * scale, () -> Print.of(e));
        }
    }

    private static double shifted(Expr e, double[] at, int k, double h) {
        double[] x = at.clone();
        x[k] += h;
        return Eval.at(e, x);
    }
}
