package org.foldgrad.autodiff.expr;

import java.util.IdentityHashMap;
import java.util.Map;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Const;
import org.foldgrad.autodiff.expr.Expr.Fma;
import org.foldgrad.autodiff.expr.Expr.Select;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.foldgrad.autodiff.expr.Expr.Var;

/** The value of an expression at a point, by {@link Math}: the oracle of the kernels' tests. */
public final class Eval {
    private final double[] x;
    /** Of the parts of the expression, each of which may occur many times. */
    private final Map<Expr, Double> values = new IdentityHashMap<>();

    private Eval(double[] x) {
        this.x = x;
    }

    /**
     * The value of {@code e} with input k equal to {@code x[k]}.
     *
     * @throws IllegalArgumentException if an input beyond {@code x} is read
     */
    public static double at(Expr e, double... x) {
        return new Eval(x).at(e);
    }

    private double at(Expr e) {
        Double known = values.get(e);
        if (known == null) {
            known = value(e);
            values.put(e, known);
        }
        return known;
    }

    private double value(Expr e) {
        return switch (e) {
            case Const c -> c.value();
            case Var v -> input(v.index());
            case Unary u -> unary(u.f(), at(u.x()));
            case Binary b -> binary(b.f(), at(b.a()), at(b.b()));
            case Fma f -> Math.fma(at(f.a()), at(f.b()), at(f.c()));
            case Select s -> holds(s.relation(), at(s.a()), at(s.b())) ? at(s.then()) : at(s.otherwise());
        };
    }

    private double input(int index) {
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
