package org.foldgrad.autodiff.expr;

/**
 * A scalar expression: the one language in which elementwise operations are declared.
 *
 * <p>An operation is a lambda run once on symbols, {@code (a, b) -> sqrt(a.times(a).plus(b.times(b)))}; the tree it returns is read by
 * interpreters, one file each: {@link Derive} (partial derivatives), {@link Eval} (value at a point), {@link Print} (text),
 * {@link Enclose} (interval bounds), and the kernel emitter. Expressions are immutable values: equal trees are equal.
 */
public sealed interface Expr {

    /** A constant. */
    record Const(double value) implements Expr {}

    /** The operation's input number {@code index}, from 0. */
    record Var(int index) implements Expr {
        public Var {
            if (index < 0) {
                throw new IllegalArgumentException("input " + index + " of an expression; inputs count from 0");
            }
        }
    }

    /** A function of one argument. */
    record Unary(Function f, Expr x) implements Expr {}

    /** A function of two arguments. */
    record Binary(Operator f, Expr a, Expr b) implements Expr {}

    /** {@code a * b + c} with a single rounding. */
    record Fma(Expr a, Expr b, Expr c) implements Expr {}

    /**
     * {@code then} where {@code a relation b}, else {@code otherwise}. A comparison with NaN is false (for {@code NE}: true). The
     * branch not chosen contributes neither value nor gradient, whatever it holds.
     */
    record Select(Relation relation, Expr a, Expr b, Expr then, Expr otherwise) implements Expr {}

    /** Functions of one argument, named and defined as in {@link Math}. */
    enum Function { NEG, ABS, SQRT, CBRT, EXP, EXPM1, LOG, LOG10, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, FLOOR, CEIL, RINT }

    /** Functions of two arguments, named and defined as in {@link Math}. */
    enum Operator { ADD, SUB, MUL, DIV, MIN, MAX, POW, ATAN2, HYPOT }

    /** Comparisons, with the IEEE 754 meaning of NaN. */
    enum Relation { LT, LE, EQ, NE }

    /** The constant {@code value}. */
    static Expr constant(double value) {
        return new Const(value);
    }

    /** The constant 0. */
    static Expr zero() {
        return new Const(0.0);
    }

    /** The constant 1. */
    static Expr one() {
        return new Const(1.0);
    }

    /**
     * The input number {@code index}, from 0.
     *
     * @throws IllegalArgumentException if it is negative
     */
    static Expr input(int index) {
        return new Var(index);
    }

    /** {@code this + b}. */
    default Expr plus(Expr b) {
        return new Binary(Operator.ADD, this, b);
    }

    /** {@code this + b}. */
    default Expr plus(double b) {
        return plus(constant(b));
    }

    /** {@code this - b}. */
    default Expr minus(Expr b) {
        return new Binary(Operator.SUB, this, b);
    }

    /** {@code this - b}. */
    default Expr minus(double b) {
        return minus(constant(b));
    }

    /** {@code this * b}. */
    default Expr times(Expr b) {
        return new Binary(Operator.MUL, this, b);
    }

    /** {@code this * b}. */
    default Expr times(double b) {
        return times(constant(b));
    }

    /** {@code this / b}. */
    default Expr over(Expr b) {
        return new Binary(Operator.DIV, this, b);
    }

    /** {@code this / b}. */
    default Expr over(double b) {
        return over(constant(b));
    }

    /** {@code -this}. */
    default Expr negate() {
        return new Unary(Function.NEG, this);
    }

    /** {@code this * this}. */
    default Expr square() {
        return times(this);
    }

    /** The absolute value of {@code x}. */
    static Expr abs(Expr x) {
        return new Unary(Function.ABS, x);
    }

    /** The square root of {@code x}. */
    static Expr sqrt(Expr x) {
        return new Unary(Function.SQRT, x);
    }

    /** The cube root of {@code x}. */
    static Expr cbrt(Expr x) {
        return new Unary(Function.CBRT, x);
    }

    /** e to the power {@code x}. */
    static Expr exp(Expr x) {
        return new Unary(Function.EXP, x);
    }

    /** {@code exp(x) - 1}, accurate near 0. */
    static Expr expm1(Expr x) {
        return new Unary(Function.EXPM1, x);
    }

    /** The natural logarithm of {@code x}. */
    static Expr log(Expr x) {
        return new Unary(Function.LOG, x);
    }

    /** The base 10 logarithm of {@code x}. */
    static Expr log10(Expr x) {
        return new Unary(Function.LOG10, x);
    }

    /** {@code log(1 + x)}, accurate near 0. */
    static Expr log1p(Expr x) {
        return new Unary(Function.LOG1P, x);
    }

    /** The sine of {@code x} radians. */
    static Expr sin(Expr x) {
        return new Unary(Function.SIN, x);
    }

    /** The cosine of {@code x} radians. */
    static Expr cos(Expr x) {
        return new Unary(Function.COS, x);
    }

    /** The tangent of {@code x} radians. */
    static Expr tan(Expr x) {
        return new Unary(Function.TAN, x);
    }

    /** The arc sine of {@code x}, in radians. */
    static Expr asin(Expr x) {
        return new Unary(Function.ASIN, x);
    }

    /** The arc cosine of {@code x}, in radians. */
    static Expr acos(Expr x) {
        return new Unary(Function.ACOS, x);
    }

    /** The arc tangent of {@code x}, in radians. */
    static Expr atan(Expr x) {
        return new Unary(Function.ATAN, x);
    }

    /** The hyperbolic sine of {@code x}. */
    static Expr sinh(Expr x) {
        return new Unary(Function.SINH, x);
    }

    /** The hyperbolic cosine of {@code x}. */
    static Expr cosh(Expr x) {
        return new Unary(Function.COSH, x);
    }

    /** The hyperbolic tangent of {@code x}. */
    static Expr tanh(Expr x) {
        return new Unary(Function.TANH, x);
    }

    /** The largest integer not above {@code x}. */
    static Expr floor(Expr x) {
        return new Unary(Function.FLOOR, x);
    }

    /** The smallest integer not below {@code x}. */
    static Expr ceil(Expr x) {
        return new Unary(Function.CEIL, x);
    }

    /** The nearest integer to {@code x}, ties to even. */
    static Expr rint(Expr x) {
        return new Unary(Function.RINT, x);
    }

    /** The smaller of {@code a} and {@code b}; NaN if either is. */
    static Expr min(Expr a, Expr b) {
        return new Binary(Operator.MIN, a, b);
    }

    /** The larger of {@code a} and {@code b}; NaN if either is. */
    static Expr max(Expr a, Expr b) {
        return new Binary(Operator.MAX, a, b);
    }

    /** {@code a} to the power {@code b}. */
    static Expr pow(Expr a, Expr b) {
        return new Binary(Operator.POW, a, b);
    }

    /** The angle of the point (x, y), in radians. */
    static Expr atan2(Expr y, Expr x) {
        return new Binary(Operator.ATAN2, y, x);
    }

    /** {@code sqrt(a² + b²)} without undue overflow. */
    static Expr hypot(Expr a, Expr b) {
        return new Binary(Operator.HYPOT, a, b);
    }

    /** {@code a * b + c} rounded once. */
    static Expr fma(Expr a, Expr b, Expr c) {
        return new Fma(a, b, c);
    }

    /** {@code then} where {@code a < b}, else {@code otherwise}. */
    static Expr ifLess(Expr a, Expr b, Expr then, Expr otherwise) {
        return new Select(Relation.LT, a, b, then, otherwise);
    }

    /** {@code then} where {@code a relation b}, else {@code otherwise}. */
    static Expr select(Relation relation, Expr a, Expr b, Expr then, Expr otherwise) {
        return new Select(relation, a, b, then, otherwise);
    }
}
