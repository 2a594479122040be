package org.foldgrad.autodiff.expr;

import java.util.Locale;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Const;
import org.foldgrad.autodiff.expr.Expr.Fma;
import org.foldgrad.autodiff.expr.Expr.Function;
import org.foldgrad.autodiff.expr.Expr.Select;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.foldgrad.autodiff.expr.Expr.Var;

/** An expression as a formula: {@code sqrt(a*a + b*b)}, {@code (0 < x ? x : 0)}, with no more parentheses than it needs. */
public final class Print {
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int PREFIX = 3;
    private static final int ATOM = 4;

    private final String[] names;

    private Print(String[] names) {
        this.names = names;
    }

    /**
     * The formula of {@code e}.
     *
     * @param names what to call input 0, 1, ...; an input beyond them is printed as {@code x2}, {@code x3}, ...
     */
    public static String of(Expr e, String... names) {
        return new Print(names.clone()).text(e);
    }

    private String text(Expr e) {
        return switch (e) {
            case Const c -> number(c.value());
            case Var v -> v.index() < names.length ? names[v.index()] : "x" + v.index();
            case Unary(Function f, Expr x) when f == Function.NEG -> "-" + text(x, ATOM);
            case Unary u -> u.f().name().toLowerCase(Locale.ROOT) + "(" + text(u.x()) + ")";
            case Binary b -> binary(b);
            case Fma f -> "fma(" + text(f.a()) + ", " + text(f.b()) + ", " + text(f.c()) + ")";
            case Select s -> "(" + text(s.a()) + relation(s.relation()) + text(s.b()) + " ? " + text(s.then()) + " : " + text(s.otherwise()) + ")";
        };
    }

    private String binary(Binary b) {
        return switch (b.f()) {
            case ADD -> text(b.a(), SUM) + " + " + text(b.b(), SUM);
            case SUB -> text(b.a(), SUM) + " - " + text(b.b(), PRODUCT);
            case MUL -> text(b.a(), PRODUCT) + "*" + text(b.b(), PREFIX);
            case DIV -> text(b.a(), PRODUCT) + "/" + text(b.b(), PREFIX);
            case MIN, MAX, POW, ATAN2, HYPOT ->
                b.f().name().toLowerCase(Locale.ROOT) + "(" + text(b.a()) + ", " + text(b.b()) + ")";
        };
    }

    /** {@code e}, in parentheses if it binds less tightly than {@code level}. */
    private String text(Expr e, int level) {
        return strength(e) < level ? "(" + text(e) + ")" : text(e);
    }

    private static int strength(Expr e) {
        return switch (e) {
            case Binary b -> switch (b.f()) {
                case ADD, SUB -> SUM;
                case MUL, DIV -> PRODUCT;
                default -> ATOM;
            };
            case Unary u when u.f() == Function.NEG -> PREFIX;
            case Const c when c.value() < 0 -> PREFIX;
            default -> ATOM;
        };
    }

    private static String relation(Expr.Relation r) {
        return switch (r) {
            case LT -> " < ";
            case LE -> " <= ";
            case EQ -> " == ";
            case NE -> " != ";
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }
}
