package org.foldgrad.autodiff.expr;

import org.foldgrad.autodiff.expr.Expr.Function;
import org.foldgrad.autodiff.expr.Expr.Operator;

/** Interval arithmetic: for each operation an interval that holds its result for all arguments in given intervals, rounded outwards. */
final class Bounds {
    /** More than any function of a kernel, or of Math, is off by. */
    private static final int SLACK = 4;
    private static final double INF = Double.POSITIVE_INFINITY;

    private Bounds() {}

    static Interval unary(Function f, Interval x) {
        if (x.isEmpty()) {
            return x;
        }
        return switch (f) {
            case NEG -> new Interval(-x.high(), -x.low(), x.possiblyNaN());
            case ABS -> magnitude(x);
            case FLOOR, CEIL, RINT -> increasing(f, x, 0);
            case SQRT -> increasing(f, domain(x, 0, INF), 1).notNegative();
            case EXP -> increasing(f, x, SLACK).notNegative();
            case CBRT, EXPM1, ATAN, SINH, TANH -> increasing(f, x, SLACK);
            case LOG, LOG10 -> increasing(f, domain(x, 0, INF), SLACK);
            case LOG1P -> increasing(f, domain(x, -1, INF), SLACK);
            case ASIN -> increasing(f, domain(x, -1, 1), SLACK);
            case ACOS -> decreasing(f, domain(x, -1, 1));
            case COSH -> increasing(f, magnitude(x), SLACK);
            case SIN -> wave(x, Math.PI / 2, Function.SIN).orNaN(x.isInfinite());
            case COS -> wave(x, 0, Function.COS).orNaN(x.isInfinite());
            case TAN -> multiples(x, Math.PI / 2, Math.PI) ? new Interval(-INF, INF, x.possiblyNaN() || x.isInfinite()) : increasing(f, x, SLACK);
        };
    }

    private static Interval magnitude(Interval x) {
        double far = Math.max(Math.abs(x.low()), Math.abs(x.high()));
        boolean zero = x.low() <= 0 && x.high() >= 0;
        return new Interval(zero ? 0 : Math.min(Math.abs(x.low()), Math.abs(x.high())), far, x.possiblyNaN());
    }

    /** The part of x where a function is defined; NaN for the rest. */
    private static Interval domain(Interval x, double from, double to) {
        return x.within(from, to).orNaN(x.possiblyNaN() || x.low() < from || x.high() > to);
    }

    private static Interval increasing(Function f, Interval x, int slack) {
        return x.isEmpty() ? x : new Interval(Eval.unary(f, x.low()), Eval.unary(f, x.high()), x.possiblyNaN()).widened(slack);
    }

    private static Interval decreasing(Function f, Interval x) {
        return x.isEmpty() ? x : new Interval(Eval.unary(f, x.high()), Eval.unary(f, x.low()), x.possiblyNaN()).widened(SLACK);
    }

    /** sin or cos, which has its maxima at {@code crest} + 2πk. */
    private static Interval wave(Interval x, double crest, Function f) {
        double a = x.isInfinite() ? 0 : Eval.unary(f, x.low());
        double b = x.isInfinite() ? 0 : Eval.unary(f, x.high());
        double top = multiples(x, crest, 2 * Math.PI) ? 1 : Math.max(a, b);
        double bottom = multiples(x, crest + Math.PI, 2 * Math.PI) ? -1 : Math.min(a, b);
        return new Interval(bottom, top, x.possiblyNaN()).widened(SLACK);
    }

    /** Whether x may contain {@code first} + k {@code period} for an integer k. */
    private static boolean multiples(Interval x, double first, double period) {
        double guard = 1e-12 * (1 + Math.max(Math.abs(x.low()), Math.abs(x.high()))); // far more than the rounding of π and of x
        return x.isInfinite() || Math.floor((x.high() + guard - first) / period) >= Math.ceil((x.low() - guard - first) / period);
    }

    static Interval square(Interval x) {
        if (x.isEmpty()) {
            return x;
        }
        Interval m = magnitude(x);
        return new Interval(m.low() * m.low(), m.high() * m.high(), x.possiblyNaN()).widened(1).notNegative();
    }

    static Interval fma(Interval a, Interval b, Interval c) {
        return binary(Operator.ADD, binary(Operator.MUL, a, b), c);
    }

    static Interval binary(Operator f, Interval a, Interval b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Interval.ANYTHING; // Math.pow(NaN, 0) is 1
        }
        boolean nan = a.possiblyNaN() || b.possiblyNaN();
        return switch (f) {
            case ADD -> new Interval(sum(a.low(), b.low(), -INF), sum(a.high(), b.high(), INF), nan).widened(1)
                .orNaN(a.high() == INF && b.low() == -INF || a.low() == -INF && b.high() == INF);
            case SUB -> binary(Operator.ADD, a, unary(Function.NEG, b));
            case MUL -> corners(f, a, b, nan, 1).orNaN(hasZero(a) && b.isInfinite() || hasZero(b) && a.isInfinite());
            case DIV -> hasZero(b) ? new Interval(-INF, INF, nan || hasZero(a) || a.isInfinite() && b.isInfinite())
                : corners(f, a, b, nan, 1).orNaN(a.isInfinite() && b.isInfinite());
            case MIN -> new Interval(Math.min(a.low(), b.low()), Math.min(a.high(), b.high()), nan);
            case MAX -> new Interval(Math.max(a.low(), b.low()), Math.max(a.high(), b.high()), nan);
            case HYPOT -> corners(f, magnitude(a), magnitude(b), nan, SLACK).notNegative();
            case ATAN2 -> b.low() > 0 || a.low() > 0 || a.high() < 0 ? corners(f, a, b, nan, SLACK) : new Interval(-Math.PI, Math.PI, nan).widened(SLACK);
            case POW -> power(a, b, nan);
        };
    }

    private static Interval power(Interval a, Interval b, boolean nan) {
        boolean integer = b.low() == b.high() && b.low() == Math.rint(b.low()) && !b.isInfinite();
        boolean undefined = a.low() < 0 && !integer || b.isInfinite() && a.low() <= 1 && a.high() >= 1; // Math.pow(1, ∞) is NaN
        if (hasZero(a) && b.low() < 0 || a.low() < 0 && !integer) {
            return new Interval(-INF, INF, nan || undefined);
        }
        boolean positive = a.low() >= 0 || b.low() % 2 == 0;
        Interval result = corners(Operator.POW, positive ? magnitude(a) : a, b, nan || undefined, SLACK);
        return positive ? result.notNegative() : result;
    }

    private static boolean hasZero(Interval x) {
        return x.low() <= 0 && x.high() >= 0;
    }

    private static double sum(double a, double b, double ifUndefined) {
        double s = a + b;
        return Double.isNaN(s) ? ifUndefined : s;
    }

    /**
     * Of a function monotonic in each argument: its extremes are at the corners of the box. A corner that is NaN counts as what is beside it: 1 for
     * 1^∞, 0 for 0 times ∞.
     */
    private static Interval corners(Operator f, Interval a, Interval b, boolean nan, int slack) {
        double low = INF;
        double high = -INF;
        double ifUndefined = f == Operator.POW ? 1 : 0;
        for (double x : new double[] {a.low(), a.high()}) {
            for (double y : new double[] {b.low(), b.high()}) {
                double value = Eval.binary(f, x, y);
                low = Math.min(low, Double.isNaN(value) ? ifUndefined : value);
                high = Math.max(high, Double.isNaN(value) ? ifUndefined : value);
            }
        }
        return new Interval(low, high, nan).widened(slack);
    }
}
