package org.foldgrad.autodiff.expr;

import static org.foldgrad.autodiff.expr.Simplify.add;
import static org.foldgrad.autodiff.expr.Simplify.div;
import static org.foldgrad.autodiff.expr.Simplify.isOne;
import static org.foldgrad.autodiff.expr.Simplify.isZero;
import static org.foldgrad.autodiff.expr.Simplify.mul;
import static org.foldgrad.autodiff.expr.Simplify.negate;
import static org.foldgrad.autodiff.expr.Simplify.pow;
import static org.foldgrad.autodiff.expr.Simplify.select;
import static org.foldgrad.autodiff.expr.Simplify.sub;

import java.util.IdentityHashMap;
import java.util.Map;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Const;
import org.foldgrad.autodiff.expr.Expr.Fma;
import org.foldgrad.autodiff.expr.Expr.Relation;
import org.foldgrad.autodiff.expr.Expr.Select;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.foldgrad.autodiff.expr.Expr.Var;

/**
 * The partial derivative of an expression, as an expression.
 *
 * <p>The result refers to subtrees of the original ({@code tanh' = 1 - tanh²} holds the same {@code tanh} node), so a kernel that
 * computes a value and its partials evaluates each of them once.
 *
 * <p>Where the derivative does not exist, the result is a subgradient, between the one-sided slopes:
 * <ul>
 *   <li>{@code abs} at 0: 0.
 *   <li>{@code min} and {@code max} at a tie: the mean of the two arguments' derivatives, half to each argument.
 *   <li>{@code hypot} at (0, 0): 0.
 *   <li>{@code floor}, {@code ceil}, {@code rint}: 0 everywhere.
 *   <li>a {@code Select}: the derivative of the branch chosen. The other branch contributes nothing, not even a NaN.
 *   <li>{@code pow(a, b)}: 0 in the direction of {@code a} where b = 0, and 0 in the direction of {@code b} where a = 0 and b ≥ 0; a constant
 *       exponent never takes the logarithm of {@code a}.
 *   <li>{@code sqrt} and {@code cbrt} at 0 keep their slope, +∞; {@code atan2} at (0, 0) has no subgradient and gives NaN.
 * </ul>
 */
public final class Derive {
    private final int input;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    private Derive(int input) {
        this.input = input;
    }

    /**
     * The partial derivative of {@code e} with respect to its input number {@code input}; {@code 0} if {@code e} does not contain it.
     *
     * @param e     the expression
     * @param input the index of an input, from 0
     */
    public static Expr partial(Expr e, int input) {
        return new Derive(input).of(e);
    }

    /**
     * {@code d slope} as the chain rule multiplies: where the slope is chosen among branches and one is constant, the product is moved into
     * them, and a branch of slope 0 gives 0 for any {@code d}, infinite or NaN.
     */
    public static Expr times(Expr d, Expr slope) {
        return mul(d, slope);
    }

    private Expr of(Expr e) {
        Expr known = done.get(e);
        if (known == null) {
            known = switch (e) {
                case Const c -> Expr.zero();
                case Var v -> v.index() == input ? Expr.one() : Expr.zero();
                case Unary u -> chain(u, of(u.x()));
                case Binary b -> binary(b, of(b.a()), of(b.b()));
                case Fma f -> Simplify.fma(of(f.a()), f.b(), Simplify.fma(of(f.b()), f.a(), of(f.c())));
                case Select s -> select(s.relation(), s.a(), s.b(), of(s.then()), of(s.otherwise()));
            };
            done.put(e, known);
        }
        return known;
    }

    /** {@code f'(x) dx}; the slope is not even formed where {@code dx} is 0. */
    private static Expr chain(Unary y, Expr dx) {
        return isZero(dx) ? Expr.zero() : slope(y, dx);
    }

    private static Expr slope(Unary y, Expr dx) {
        Expr x = y.x();
        return switch (y.f()) {
            case NEG -> negate(dx);
            case ABS -> select(Relation.LT, Expr.zero(), x, dx, select(Relation.LT, x, Expr.zero(), negate(dx), Expr.zero()));
            case SQRT -> div(dx, mul(Expr.constant(2), y));
            case CBRT -> div(dx, mul(Expr.constant(3), mul(y, y)));
            case EXP -> mul(dx, y);
            case EXPM1 -> mul(dx, Expr.exp(x));
            case LOG -> div(dx, x);
            case LOG10 -> div(dx, mul(Expr.constant(Math.log(10)), x));
            case LOG1P -> div(dx, add(Expr.one(), x));
            case SIN -> mul(dx, Expr.cos(x));
            case COS -> negate(mul(dx, Expr.sin(x)));
            case TAN -> mul(dx, add(Expr.one(), mul(y, y)));
            case ASIN -> div(dx, Expr.sqrt(oneMinusSquare(x)));
            case ACOS -> negate(div(dx, Expr.sqrt(oneMinusSquare(x))));
            case ATAN -> div(dx, add(Expr.one(), mul(x, x)));
            case SINH -> mul(dx, Expr.cosh(x));
            case COSH -> mul(dx, Expr.sinh(x));
            case TANH -> mul(dx, oneMinusSquare(y));
            case FLOOR, CEIL, RINT -> Expr.zero();
        };
    }

    /** {@code 1 - x²}, as a product that keeps its accuracy near |x| = 1. */
    private static Expr oneMinusSquare(Expr x) {
        return mul(sub(Expr.one(), x), add(Expr.one(), x));
    }

    private static Expr binary(Binary y, Expr da, Expr db) {
        if (isZero(da) && isZero(db)) {
            return Expr.zero();
        }
        Expr a = y.a();
        Expr b = y.b();
        return switch (y.f()) {
            case ADD -> add(da, db);
            case SUB -> sub(da, db);
            case MUL -> a == b ? mul(Expr.constant(2), mul(a, da)) : add(mul(da, b), mul(a, db));
            case DIV -> isOne(a) ? negate(mul(mul(y, y), db)) : div(sub(da, mul(y, db)), b); // divisions are dear
            case MIN -> select(Relation.LT, a, b, da, select(Relation.LT, b, a, db, mean(da, db)));
            case MAX -> select(Relation.LT, b, a, da, select(Relation.LT, a, b, db, mean(da, db)));
            case POW -> add(powerInBase(a, b, da), powerInExponent(y, db));
            case ATAN2 -> angle(a, b, da, db);
            case HYPOT -> select(Relation.EQ, y, Expr.zero(), Expr.zero(), add(mul(div(a, y), da), mul(div(b, y), db)));
        };
    }

    private static Expr mean(Expr a, Expr b) {
        return mul(Expr.constant(0.5), add(a, b));
    }

    /** {@code (b da - a db) / (a² + b²)}, by the ratio t of the smaller to the larger: the squares may overflow, or be 0. */
    private static Expr angle(Expr a, Expr b, Expr da, Expr db) {
        Expr height = Expr.abs(a);
        Expr width = Expr.abs(b);
        Expr larger = Expr.ifLess(height, width, b, a);
        Expr t = Expr.ifLess(height, width, a, b).over(larger);
        Expr turn = Expr.ifLess(height, width, sub(da, mul(t, db)), sub(mul(t, da), db));
        return turn.over(larger.times(t.square().plus(1)));
    }

    /** {@code b a^(b-1) da}, and 0 where b = 0, though a^-1 may be infinite. */
    private static Expr powerInBase(Expr a, Expr b, Expr da) {
        Expr slope = mul(mul(b, pow(a, sub(b, Expr.one()))), da);
        return select(Relation.EQ, b, Expr.zero(), Expr.zero(), slope);
    }

    /** {@code a^b log(a) db}, and 0 where a = 0 and b ≥ 0, though log(0) is infinite. */
    private static Expr powerInExponent(Binary y, Expr db) {
        if (isZero(db)) {
            return Expr.zero();
        }
        Expr slope = mul(mul(y, Simplify.log(y.a())), db);
        Expr atZero = select(Relation.LE, Expr.zero(), y.b(), Expr.zero(), slope);
        return select(Relation.EQ, y.a(), Expr.zero(), atZero, slope);
    }
}
