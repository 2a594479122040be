package org.foldgrad.autodiff.expr;

import static org.foldgrad.autodiff.expr.Expr.constant;
import static org.foldgrad.autodiff.expr.Expr.fma;
import static org.foldgrad.autodiff.expr.Expr.ifLess;
import static org.foldgrad.autodiff.expr.Expr.input;
import static org.foldgrad.autodiff.expr.Expr.sqrt;
import static org.foldgrad.autodiff.expr.Expr.zero;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintTest {
    private static final Expr A = input(0);
    private static final Expr B = input(1);

    @Test
    void formulasHaveNoMoreParenthesesThanTheyNeed() {
        assertEquals("sqrt(a*a + b*b)", Print.of(sqrt(A.square().plus(B.square())), "a", "b"));
        assertEquals("a - (b - a)", Print.of(A.minus(B.minus(A)), "a", "b"));
        assertEquals("a - b - a", Print.of(A.minus(B).minus(A), "a", "b"));
        assertEquals("a/(b*a)", Print.of(A.over(B.times(A)), "a", "b"));
        assertEquals("-(a + b)*0.5", Print.of(A.plus(B).negate().times(0.5), "a", "b"));
        assertEquals("a*-b", Print.of(A.times(B.negate()), "a", "b"));
    }

    @Test
    void selectsFmasAndUnnamedInputs() {
        assertEquals("(0 < x ? x : 0)", Print.of(ifLess(zero(), A, A, zero()), "x"));
        assertEquals("fma(x0, 2, x1)", Print.of(fma(A, constant(2), B)));
    }
}
