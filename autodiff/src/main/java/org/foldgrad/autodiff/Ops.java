package org.foldgrad.autodiff;

/**
 * The elementwise operations, as functions. Operands have equal shapes, or one is a scalar; see {@link Tensor}. Others are in {@link Reduce},
 * {@link Cumulative}, {@link Layout}, {@link Products} and {@link Fourier}.
 */
public final class Ops {
    private Ops() {}

    /** -x. */
    public static Tensor neg(Tensor x) {
        return Catalogue.NEG.on(x);
    }

    /** |x|; the gradient at 0 is 0. */
    public static Tensor abs(Tensor x) {
        return Catalogue.ABS.on(x);
    }

    /** -1, 0 or 1; no gradient. */
    public static Tensor sign(Tensor x) {
        return Catalogue.SIGN.on(x);
    }

    /** The largest integer not above x; no gradient. */
    public static Tensor floor(Tensor x) {
        return Catalogue.FLOOR.on(x);
    }

    /** The smallest integer not below x; no gradient. */
    public static Tensor ceil(Tensor x) {
        return Catalogue.CEIL.on(x);
    }

    /** The nearest integer, ties to even; no gradient. */
    public static Tensor round(Tensor x) {
        return Catalogue.ROUND.on(x);
    }

    /** x². */
    public static Tensor square(Tensor x) {
        return Catalogue.SQUARE.on(x);
    }

    /** √x. */
    public static Tensor sqrt(Tensor x) {
        return Catalogue.SQRT.on(x);
    }

    /** 1/√x. */
    public static Tensor rsqrt(Tensor x) {
        return Catalogue.RSQRT.on(x);
    }

    /** The cube root of x. */
    public static Tensor cbrt(Tensor x) {
        return Catalogue.CBRT.on(x);
    }

    /** 1/x. */
    public static Tensor reciprocal(Tensor x) {
        return Catalogue.RECIPROCAL.on(x);
    }

    /** e^x. */
    public static Tensor exp(Tensor x) {
        return Catalogue.EXP.on(x);
    }

    /** 2^x. */
    public static Tensor exp2(Tensor x) {
        return Catalogue.EXP2.on(x);
    }

    /** e^x - 1, accurate near 0. */
    public static Tensor expm1(Tensor x) {
        return Catalogue.EXPM1.on(x);
    }

    /** The natural logarithm of x. */
    public static Tensor log(Tensor x) {
        return Catalogue.LOG.on(x);
    }

    /** The base 2 logarithm of x. */
    public static Tensor log2(Tensor x) {
        return Catalogue.LOG2.on(x);
    }

    /** The base 10 logarithm of x. */
    public static Tensor log10(Tensor x) {
        return Catalogue.LOG10.on(x);
    }

    /** log(1 + x), accurate near 0. */
    public static Tensor log1p(Tensor x) {
        return Catalogue.LOG1P.on(x);
    }

    /** The sine of x radians. */
    public static Tensor sin(Tensor x) {
        return Catalogue.SIN.on(x);
    }

    /** The cosine of x radians. */
    public static Tensor cos(Tensor x) {
        return Catalogue.COS.on(x);
    }

    /** The tangent of x radians. */
    public static Tensor tan(Tensor x) {
        return Catalogue.TAN.on(x);
    }

    /** The arc sine of x, in radians. */
    public static Tensor asin(Tensor x) {
        return Catalogue.ASIN.on(x);
    }

    /** The arc cosine of x, in radians. */
    public static Tensor acos(Tensor x) {
        return Catalogue.ACOS.on(x);
    }

    /** The arc tangent of x, in radians. */
    public static Tensor atan(Tensor x) {
        return Catalogue.ATAN.on(x);
    }

    /** The hyperbolic sine of x. */
    public static Tensor sinh(Tensor x) {
        return Catalogue.SINH.on(x);
    }

    /** The hyperbolic cosine of x. */
    public static Tensor cosh(Tensor x) {
        return Catalogue.COSH.on(x);
    }

    /** The hyperbolic tangent of x. */
    public static Tensor tanh(Tensor x) {
        return Catalogue.TANH.on(x);
    }

    /** The inverse of sinh. */
    public static Tensor asinh(Tensor x) {
        return Catalogue.ASINH.on(x);
    }

    /** The inverse of cosh, for x ≥ 1. */
    public static Tensor acosh(Tensor x) {
        return Catalogue.ACOSH.on(x);
    }

    /** The inverse of tanh, for {@code |x| < 1}. */
    public static Tensor atanh(Tensor x) {
        return Catalogue.ATANH.on(x);
    }

    /** 1 / (1 + e^-x). */
    public static Tensor sigmoid(Tensor x) {
        return Catalogue.SIGMOID.on(x);
    }

    /** log(1 + e^x). */
    public static Tensor softplus(Tensor x) {
        return Catalogue.SOFTPLUS.on(x);
    }

    /** log(sigmoid(x)). */
    public static Tensor logSigmoid(Tensor x) {
        return Catalogue.LOG_SIGMOID.on(x);
    }

    /** max(x, 0); the gradient at 0 is 0. */
    public static Tensor relu(Tensor x) {
        return Catalogue.RELU.on(x);
    }

    /** x for x ≥ 0, else e^x - 1. */
    public static Tensor elu(Tensor x) {
        return Catalogue.ELU.on(x);
    }

    /** x Φ(x), Φ the normal distribution function. */
    public static Tensor gelu(Tensor x) {
        return Catalogue.GELU.on(x);
    }

    /** x sigmoid(x). */
    public static Tensor silu(Tensor x) {
        return Catalogue.SILU.on(x);
    }

    /** The error function. */
    public static Tensor erf(Tensor x) {
        return Catalogue.ERF.on(x);
    }

    /** 1 - erf(x). */
    public static Tensor erfc(Tensor x) {
        return Catalogue.ERFC.on(x);
    }

    /** a + b. */
    public static Tensor add(Tensor a, Tensor b) {
        return Catalogue.ADD.on(a, b);
    }

    /** a - b. */
    public static Tensor sub(Tensor a, Tensor b) {
        return Catalogue.SUB.on(a, b);
    }

    /** a b, element by element. */
    public static Tensor mul(Tensor a, Tensor b) {
        return Catalogue.MUL.on(a, b);
    }

    /** a / b. */
    public static Tensor div(Tensor a, Tensor b) {
        return Catalogue.DIV.on(a, b);
    }

    /** a^b. */
    public static Tensor pow(Tensor a, Tensor b) {
        return Catalogue.POW.on(a, b);
    }

    /** a^b, b of a's element type. */
    public static Tensor pow(Tensor a, double b) {
        return pow(a, a.like(b));
    }

    /** The angle of the point (x, y), in radians. */
    public static Tensor atan2(Tensor y, Tensor x) {
        return Catalogue.ATAN2.on(y, x);
    }

    /** √(a² + b²). */
    public static Tensor hypot(Tensor a, Tensor b) {
        return Catalogue.HYPOT.on(a, b);
    }

    /** The larger; half the gradient to each at a tie. */
    public static Tensor maximum(Tensor a, Tensor b) {
        return Catalogue.MAXIMUM.on(a, b);
    }

    /** The larger of each element and {@code b}, of a's element type; half the gradient at a tie. */
    public static Tensor maximum(Tensor a, double b) {
        return maximum(a, a.like(b));
    }

    /** The smaller; half the gradient to each at a tie. */
    public static Tensor minimum(Tensor a, Tensor b) {
        return Catalogue.MINIMUM.on(a, b);
    }

    /** The smaller of each element and {@code b}, of a's element type; half the gradient at a tie. */
    public static Tensor minimum(Tensor a, double b) {
        return minimum(a, a.like(b));
    }

    /** x for x ≥ 0, else slope x. */
    public static Tensor leakyRelu(Tensor x, Tensor slope) {
        return Catalogue.LEAKY_RELU.on(x, slope);
    }

    /** The same with a slope of x's element type. */
    public static Tensor leakyRelu(Tensor x, double slope) {
        return leakyRelu(x, x.like(slope));
    }

    /** √(x² + ε²): |x| without its kink. */
    public static Tensor smoothAbs(Tensor x, Tensor epsilon) {
        return Catalogue.SMOOTH_ABS.on(x, epsilon);
    }

    /** The same with an ε of x's element type. */
    public static Tensor smoothAbs(Tensor x, double epsilon) {
        return smoothAbs(x, x.like(epsilon));
    }

    /** x²/2 where {@code |x| < δ}, else δ(|x| - δ/2). */
    public static Tensor huber(Tensor x, Tensor delta) {
        return Catalogue.HUBER.on(x, delta);
    }

    /** The same with a δ of x's element type. */
    public static Tensor huber(Tensor x, double delta) {
        return huber(x, x.like(delta));
    }

    /** 1 where {@code a < b}, else 0; no gradient. */
    public static Tensor less(Tensor a, Tensor b) {
        return Catalogue.LESS.on(a, b);
    }

    /** 1 where {@code a < b}, else 0, b of a's element type; no gradient. */
    public static Tensor less(Tensor a, double b) {
        return less(a, a.like(b));
    }

    /** 1 where a ≤ b, else 0; no gradient. */
    public static Tensor lessOrEqual(Tensor a, Tensor b) {
        return Catalogue.LESS_OR_EQUAL.on(a, b);
    }

    /** 1 where a = b, else 0; no gradient. */
    public static Tensor equal(Tensor a, Tensor b) {
        return Catalogue.EQUAL.on(a, b);
    }

    /** 1 where a ≠ b, else 0; no gradient. */
    public static Tensor notEqual(Tensor a, Tensor b) {
        return Catalogue.NOT_EQUAL.on(a, b);
    }

    /** {@code then} where the condition is not 0, else {@code otherwise}; what is not chosen gets no gradient, not even NaN. */
    public static Tensor where(Tensor condition, Tensor then, Tensor otherwise) {
        return Catalogue.WHERE.on(condition, then, otherwise);
    }

    /** x held between lo and hi. */
    public static Tensor clamp(Tensor x, Tensor lo, Tensor hi) {
        return Catalogue.CLAMP.on(x, lo, hi);
    }

    /** x held between two numbers of its element type. */
    public static Tensor clamp(Tensor x, double lo, double hi) {
        return clamp(x, x.like(lo), x.like(hi));
    }

    /** a b + c rounded once. */
    public static Tensor fma(Tensor a, Tensor b, Tensor c) {
        return Catalogue.FMA.on(a, b, c);
    }

    /** a + t (b - a). */
    public static Tensor lerp(Tensor a, Tensor b, Tensor t) {
        return Catalogue.LERP.on(a, b, t);
    }
}
