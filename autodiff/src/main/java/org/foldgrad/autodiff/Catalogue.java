package org.foldgrad.autodiff;

import static org.foldgrad.autodiff.Elementwise.binary;
import static org.foldgrad.autodiff.Elementwise.ternary;
import static org.foldgrad.autodiff.Elementwise.unary;
import static org.foldgrad.autodiff.expr.Expr.constant;
import static org.foldgrad.autodiff.expr.Expr.ifLess;
import static org.foldgrad.autodiff.expr.Expr.one;
import static org.foldgrad.autodiff.expr.Expr.select;
import static org.foldgrad.autodiff.expr.Expr.zero;

import java.util.ArrayList;
import java.util.List;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Expr.Relation;

/**
 * The elementwise operations of the library, one declaration each. Tests, the table of operations in docs/ and the benchmarks go through
 * {@link #all()}: a line added here appears in each of them.
 */
public final class Catalogue {
    private static final List<Elementwise> ALL = new ArrayList<>();

    public static final Elementwise IDENTITY = op(unary("identity", x -> x));
    public static final Elementwise NEG = op(unary("neg", Expr::negate));
    public static final Elementwise ABS = op(unary("abs", Expr::abs));
    public static final Elementwise SIGN = op(unary("sign", x -> ifLess(zero(), x, one(), ifLess(x, zero(), one().negate(), x))).nonDifferentiable());
    public static final Elementwise FLOOR = op(unary("floor", Expr::floor).nonDifferentiable());
    public static final Elementwise CEIL = op(unary("ceil", Expr::ceil).nonDifferentiable());
    public static final Elementwise ROUND = op(unary("round", Expr::rint).nonDifferentiable());
    public static final Elementwise SQUARE = op(unary("square", Expr::square));
    public static final Elementwise SQRT = op(unary("sqrt", Expr::sqrt));
    public static final Elementwise RSQRT = op(unary("rsqrt", x -> one().over(Expr.sqrt(x))).slope((x, y) -> y.over(x).times(-0.5)));
    public static final Elementwise CBRT = op(unary("cbrt", Expr::cbrt));
    public static final Elementwise RECIPROCAL = op(unary("reciprocal", x -> one().over(x)).slope((x, y) -> y.square().negate()));
    public static final Elementwise EXP = op(unary("exp", Expr::exp));
    public static final Elementwise EXP2 = op(unary("exp2", x -> Expr.pow(constant(2), x)).slope((x, y) -> y.times(Math.log(2))));
    public static final Elementwise EXPM1 = op(unary("expm1", Expr::expm1).slope((x, y) -> y.plus(1)));
    public static final Elementwise LOG = op(unary("log", Expr::log));
    public static final Elementwise LOG2 = op(unary("log2", x -> Expr.log(x).times(1 / Math.log(2))));
    public static final Elementwise LOG10 = op(unary("log10", Expr::log10));
    public static final Elementwise LOG1P = op(unary("log1p", Expr::log1p));
    public static final Elementwise SIN = op(unary("sin", Expr::sin));
    public static final Elementwise COS = op(unary("cos", Expr::cos));
    public static final Elementwise TAN = op(unary("tan", Expr::tan));
    public static final Elementwise ASIN = op(unary("asin", Expr::asin));
    public static final Elementwise ACOS = op(unary("acos", Expr::acos));
    public static final Elementwise ATAN = op(unary("atan", Expr::atan));
    public static final Elementwise SINH = op(unary("sinh", Expr::sinh));
    public static final Elementwise COSH = op(unary("cosh", Expr::cosh));
    public static final Elementwise TANH = op(unary("tanh", Expr::tanh));
    public static final Elementwise ASINH = op(unary("asinh", Formulas::asinh).slope((x, y) -> one().over(Expr.hypot(x, one()))));
    public static final Elementwise ACOSH = op(unary("acosh", Formulas::acosh)
            .slope((x, y) -> one().over(Expr.sqrt(x.minus(1)).times(Expr.sqrt(x.plus(1))))));
    public static final Elementwise ATANH = op(unary("atanh", Formulas::atanh).slope((x, y) -> one().over(one().minus(x).times(x.plus(1)))));
    public static final Elementwise SIGMOID = op(unary("sigmoid", Formulas::sigmoid).slope((x, y) -> y.times(one().minus(y))));
    public static final Elementwise SOFTPLUS = op(unary("softplus", Formulas::softplus).slope((x, y) -> Expr.expm1(y.negate()).negate()));
    public static final Elementwise LOG_SIGMOID = op(unary("logSigmoid", x -> Formulas.softplus(x.negate()).negate())
            .slope((x, y) -> Expr.expm1(y).negate()));
    public static final Elementwise RELU = op(unary("relu", x -> ifLess(x, zero(), zero(), x)).slope((x, y) -> ifLess(zero(), x, one(), zero())));
    public static final Elementwise ELU = op(unary("elu", x -> ifLess(x, zero(), Expr.expm1(x), x)).slope((x, y) -> ifLess(x, zero(), y.plus(1), one())));
    public static final Elementwise GELU = op(unary("gelu", x -> x.times(Formulas.normalCdf(x)))
            .slope((x, y) -> Formulas.normalCdf(x).plus(x.times(Formulas.normalDensity(x)))));
    public static final Elementwise SILU = op(unary("silu", x -> x.times(Formulas.sigmoid(x))).slope((x, y) -> Formulas.siluSlope(x)));
    public static final Elementwise ERF = op(unary("erf", Formulas::erf).slope((x, y) -> Formulas.erfSlope(x)));
    public static final Elementwise ERFC = op(unary("erfc", Formulas::erfc).slope((x, y) -> Formulas.erfSlope(x).negate()));

    public static final Elementwise ADD = op(binary("add", Expr::plus));
    public static final Elementwise SUB = op(binary("sub", Expr::minus));
    public static final Elementwise MUL = op(binary("mul", Expr::times));
    public static final Elementwise DIV = op(binary("div", Expr::over));
    public static final Elementwise POW = op(binary("pow", Expr::pow));
    public static final Elementwise ATAN2 = op(binary("atan2", Expr::atan2));
    public static final Elementwise HYPOT = op(binary("hypot", Expr::hypot));
    public static final Elementwise MAXIMUM = op(binary("maximum", Expr::max));
    public static final Elementwise MINIMUM = op(binary("minimum", Expr::min));
    public static final Elementwise LEAKY_RELU = op(binary("leakyRelu", (x, a) -> ifLess(x, zero(), a.times(x), x)));
    public static final Elementwise SMOOTH_ABS = op(binary("smoothAbs", (x, e) -> Expr.sqrt(x.square().plus(e.square()))));
    public static final Elementwise HUBER = op(binary("huber", (x, d) -> ifLess(Expr.abs(x), d, x.square().times(0.5),
            d.times(Expr.abs(x).minus(d.times(0.5))))));
    public static final Elementwise LESS = op(compare("less", Relation.LT));
    public static final Elementwise LESS_OR_EQUAL = op(compare("lessOrEqual", Relation.LE));
    public static final Elementwise EQUAL = op(compare("equal", Relation.EQ));
    public static final Elementwise NOT_EQUAL = op(compare("notEqual", Relation.NE));

    public static final Elementwise WHERE = op(ternary("where", (c, a, b) -> select(Relation.NE, c, zero(), a, b)));
    public static final Elementwise CLAMP = op(ternary("clamp", (x, lo, hi) -> ifLess(x, lo, lo, ifLess(hi, x, hi, x))));
    public static final Elementwise FMA = op(ternary("fma", Expr::fma));
    public static final Elementwise LERP = op(ternary("lerp", (a, b, t) -> a.plus(t.times(b.minus(a)))));

    private Catalogue() {}

    private static Elementwise compare(String name, Relation r) {
        return binary(name, (a, b) -> select(r, a, b, one(), zero())).nonDifferentiable();
    }

    private static Elementwise op(Elementwise op) {
        ALL.add(op);
        return op;
    }

    /** Every operation, in the order declared. */
    public static List<Elementwise> all() {
        return List.copyOf(ALL);
    }
}
