package org.foldgrad.autodiff;

import static org.foldgrad.autodiff.expr.Expr.abs;
import static org.foldgrad.autodiff.expr.Expr.constant;
import static org.foldgrad.autodiff.expr.Expr.exp;
import static org.foldgrad.autodiff.expr.Expr.floor;
import static org.foldgrad.autodiff.expr.Expr.hypot;
import static org.foldgrad.autodiff.expr.Expr.ifLess;
import static org.foldgrad.autodiff.expr.Expr.log;
import static org.foldgrad.autodiff.expr.Expr.log1p;
import static org.foldgrad.autodiff.expr.Expr.max;
import static org.foldgrad.autodiff.expr.Expr.one;
import static org.foldgrad.autodiff.expr.Expr.sqrt;
import static org.foldgrad.autodiff.expr.Expr.zero;

import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Expr.Relation;

/** Functions of the catalogue that take more than a line, in forms that keep their accuracy near zero and at large arguments. */
final class Formulas {
    /** Beyond this, x² + 1 rounds to x². */
    private static final double LARGE = 0x1p28;

    private static final double[] ERF_NUM = {1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2, 3.77485237685302021e2,
        3.20937758913846947e3};
    private static final double[] ERF_DEN = {1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3};
    private static final double[] MID_NUM = {2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e1,
        2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3};
    private static final double[] MID_DEN = {1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
        3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3};
    private static final double[] TAIL_NUM = {1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
        1.60837851487422766e-2, 6.58749161529837803e-4};
    private static final double[] TAIL_DEN = {1, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1, 6.05183413124413191e-2,
        2.33520497626869185e-3};

    private Formulas() {}

    /** 1 / (1 + e^-x), below 0 as e^x / (1 + e^x): nothing overflows, which would leave NaN in the derivatives. */
    static Expr sigmoid(Expr x) {
        Expr e = exp(ifLess(x, zero(), x, x.negate()));
        return ifLess(x, zero(), e, one()).over(e.plus(1));
    }

    /** d/dx of x sigmoid(x): s (1 + x (1 - s)). */
    static Expr siluSlope(Expr x) {
        Expr s = sigmoid(x);
        return s.times(x.times(one().minus(s)).plus(1));
    }

    /** log(1 + e^x). */
    static Expr softplus(Expr x) {
        return max(x, zero()).plus(log1p(exp(abs(x).negate())));
    }

    /** The inverse of sinh: odd, log1p(|x| + x² / (1 + √(1 + x²))). */
    static Expr asinh(Expr x) {
        Expr a = abs(x);
        Expr near = log1p(a.plus(x.square().over(hypot(x, one()).plus(1))));
        Expr far = log(a).plus(Math.log(2));
        return withSignOf(x, ifLess(a, constant(LARGE), near, far));
    }

    /** The inverse of cosh on x ≥ 1: log1p(t + √(t² + 2t)), t = x - 1. */
    static Expr acosh(Expr x) {
        Expr t = x.minus(1);
        Expr near = log1p(t.plus(sqrt(t.times(t.plus(2)))));
        return ifLess(x, constant(LARGE), near, log(x).plus(Math.log(2)));
    }

    /** The inverse of tanh: odd, ½ log1p(2|x| / (1 - |x|)). */
    static Expr atanh(Expr x) {
        Expr a = abs(x);
        return withSignOf(x, log1p(a.times(2).over(one().minus(a))).times(0.5));
    }

    /**
     * The error function, by the rational minimax approximations of W. J. Cody, "Rational Chebyshev approximations for the error
     * function", Math. Comp. 23 (1969).
     */
    static Expr erf(Expr x) {
        Expr a = abs(x);
        return ifLess(a, constant(0.46875), erfNearZero(x), withSignOf(x, one().minus(erfcAwayFromZero(a))));
    }

    /** 1 - erf(x), without cancellation at large x. */
    static Expr erfc(Expr x) {
        Expr a = abs(x);
        Expr away = erfcAwayFromZero(a);
        return ifLess(a, constant(0.46875), one().minus(erfNearZero(x)), ifLess(x, zero(), constant(2).minus(away), away));
    }

    /** 2/√π e^(-x²). */
    static Expr erfSlope(Expr x) {
        return exp(x.square().negate()).times(2 / Math.sqrt(Math.PI));
    }

    /** Φ(x) = ½ erfc(-x/√2). */
    static Expr normalCdf(Expr x) {
        return erfc(x.times(-Math.sqrt(0.5))).times(0.5);
    }

    /** e^(-x²/2) / √(2π). */
    static Expr normalDensity(Expr x) {
        return exp(x.square().times(-0.5)).times(1 / Math.sqrt(2 * Math.PI));
    }

    private static Expr erfNearZero(Expr x) {
        Expr s = x.square();
        return x.times(polynomial(ERF_NUM, s)).over(polynomial(ERF_DEN, s));
    }

    /** erfc(a) for a ≥ 0.46875; e^(-a²) is split at a multiple of 1/16, whose square is exact. */
    private static Expr erfcAwayFromZero(Expr a) {
        Expr head = floor(a.times(16)).times(1.0 / 16);
        Expr gauss = exp(head.square().negate()).times(exp(a.minus(head).times(a.plus(head)).negate()));
        Expr mid = polynomial(MID_NUM, a).over(polynomial(MID_DEN, a));
        Expr s = one().over(a.square());
        Expr tail = constant(1 / Math.sqrt(Math.PI)).minus(s.times(polynomial(TAIL_NUM, s)).over(polynomial(TAIL_DEN, s))).over(a);
        Expr far = ifLess(a, constant(4), mid, tail).times(gauss);
        return Expr.select(Relation.LE, constant(28), a, zero(), far);
    }

    /** Coefficients from the highest power down. */
    private static Expr polynomial(double[] c, Expr x) {
        Expr sum = constant(c[0]);
        for (int i = 1; i < c.length; i++) {
            sum = Expr.fma(sum, x, constant(c[i]));
        }
        return sum;
    }

    private static Expr withSignOf(Expr x, Expr magnitude) {
        return ifLess(x, zero(), magnitude.negate(), magnitude);
    }
}
