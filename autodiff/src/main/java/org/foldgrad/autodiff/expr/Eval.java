package org.foldgrad.autodiff.expr;

import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Const;
import org.foldgrad.autodiff.expr.Expr.Fma;
import org.foldgrad.autodiff.expr.Expr.Select;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.foldgrad.autodiff.expr.Expr.Var;

/** The value of an expression at a point, by {@link Math}: the oracle of the kernels' tests. */
public final class Eval {
    private Eval() {}

    /**
     * The value of {@code e} with input k equal to {@code x[k]}.
     *
     * @throws IllegalArgumentException if an input beyond {@code x} is read
     */
    public static double at(Expr e, double... x) {
        return switch (e) {
            case Const c -> c.value();
            case Var v -> input(v.index(), x);
            case Unary u -> unary(u.f(), at(u.x(), x));
            case Binary b -> binary(b.f(), at(b.a(), x), at(b.b(), x));
            case Fma f -> Math.fma(at(f.a(), x), at(f.b(), x), at(f.c(), x));
            case Select s -> holds(s.relation(), at(s.a(), x), at(s.b(), x)) ? at(s.then(), x) : at(s.otherwise(), x);
        };
    }

    private static double input(int index, double[] x) {
        if (index >= x.length) {
            throw Inputs.missing(index, x.length);
        }
        return x[index];
    }

    static double unary(Expr.Function f, double x) {
        return switch (f) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SQRT -> Math.sqrt(x);
            case CBRT -> Math.cbrt(x);
            case EXP -> Math.exp(x);
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case LOG10 -> Math.log10(x);
            case LOG1P -> Math.log1p(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case ASIN -> Math.asin(x);
            case ACOS -> Math.acos(x);
            case ATAN -> Math.atan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case TANH -> Math.tanh(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case RINT -> Math.rint(x);
        };
    }

    static double binary(Expr.Operator f, double a, double b) {
        return switch (f) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case POW -> Math.pow(a, b);
            case ATAN2 -> Math.atan2(a, b);
            case HYPOT -> Math.hypot(a, b);
        };
    }

    static boolean holds(Expr.Relation relation, double a, double b) {
        return switch (relation) {
            case LT -> a < b;
            case LE -> a <= b;
            case EQ -> a == b;
            case NE -> a != b;
        };
    }
}
