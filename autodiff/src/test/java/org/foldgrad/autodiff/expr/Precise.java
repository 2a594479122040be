package org.foldgrad.autodiff.expr;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.foldgrad.autodiff.expr.Expr.Function;
import org.foldgrad.autodiff.expr.Expr.Operator;

/** The functions of {@link Expr} to some 60 digits: the oracle for errors below one ulp. Arguments are finite and inside the domain. */
public final class Precise {
    private static final MathContext MC = new MathContext(80);
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal PI = pi();
    private static final BigDecimal LN_10 = log(BigDecimal.TEN, Math.log(10));

    private Precise() {}

    /** How far {@code value} is from {@code exact}, in units of the last place of a float or double near it. */
    public static double ulps(double value, BigDecimal exact, boolean isFloat) {
        double near = exact.doubleValue();
        double ulp = isFloat ? Math.ulp((float) near) : Math.ulp(near);
        return new BigDecimal(value).subtract(exact).abs().divide(new BigDecimal(ulp), MC).doubleValue();
    }

    public static BigDecimal unary(Function f, double at) {
        BigDecimal x = new BigDecimal(at);
        return switch (f) {
            case NEG -> x.negate();
            case ABS -> x.abs();
            case SQRT -> x.sqrt(MC);
            case CBRT -> cbrt(x, Math.cbrt(at));
            case EXP -> exp(x);
            case EXPM1 -> exp(x).subtract(ONE);
            case LOG -> log(x, Math.log(at));
            case LOG10 -> log(x, Math.log(at)).divide(LN_10, MC);
            case LOG1P -> log(x.add(ONE), Math.log1p(at));
            case SIN -> sin(x);
            case COS -> sin(x.add(PI.divide(TWO, MC)));
            case TAN -> sin(x).divide(sin(x.add(PI.divide(TWO, MC))), MC);
            case ASIN -> asin(x);
            case ACOS -> PI.divide(TWO, MC).subtract(asin(x));
            case ATAN -> atan(x);
            case SINH -> exp(x).subtract(exp(x.negate())).divide(TWO, MC);
            case COSH -> exp(x).add(exp(x.negate())).divide(TWO, MC);
            case TANH -> exp(x).subtract(exp(x.negate())).divide(exp(x).add(exp(x.negate())), MC);
            case FLOOR -> new BigDecimal(Math.floor(at));
            case CEIL -> new BigDecimal(Math.ceil(at));
            case RINT -> new BigDecimal(Math.rint(at));
        };
    }

    public static BigDecimal binary(Operator f, double at, double bt) {
        BigDecimal a = new BigDecimal(at);
        BigDecimal b = new BigDecimal(bt);
        return switch (f) {
            case ADD -> a.add(b);
            case SUB -> a.subtract(b);
            case MUL -> a.multiply(b);
            case DIV -> a.divide(b, MC);
            case MIN -> a.min(b);
            case MAX -> a.max(b);
            case POW -> exp(b.multiply(log(a, Math.log(at))));
            case ATAN2 -> atan(a.divide(b, MC)).add(bt > 0 ? BigDecimal.ZERO : PI.multiply(new BigDecimal(Math.signum(at))));
            case HYPOT -> a.multiply(a).add(b.multiply(b)).sqrt(MC);
        };
    }

    private static BigDecimal exp(BigDecimal x) {
        int halvings = Math.max(0, Math.getExponent(x.doubleValue()) + 8);
        BigDecimal r = x.divide(TWO.pow(halvings), new MathContext(120));
        BigDecimal sum = series(ONE, r, ONE, 1);
        for (int k = 0; k < halvings; k++) {
            sum = sum.multiply(sum, new MathContext(110));
        }
        return sum;
    }

    /** first + term where each term is the last times {@code factor} / (n (n + 1) ... (n + step - 1)). */
    private static BigDecimal series(BigDecimal first, BigDecimal factor, BigDecimal term, int step) {
        MathContext mc = new MathContext(110);
        BigDecimal sum = first;
        BigDecimal t = term;
        for (int n = step; t.signum() != 0 && t.precision() - t.scale() > sum.precision() - sum.scale() - 115; n += step) {
            t = t.multiply(factor, mc);
            for (int k = 0; k < step; k++) {
                t = t.divide(new BigDecimal(n - k + (step == 2 ? 1 : 0)), mc);
            }
            sum = sum.add(t, mc);
        }
        return sum;
    }

    private static BigDecimal log(BigDecimal x, double near) {
        BigDecimal y = new BigDecimal(near);
        for (int k = 0; k < 2; k++) { // each step triples the digits
            BigDecimal e = exp(y);
            y = y.add(TWO.multiply(x.subtract(e)).divide(x.add(e), MC), MC);
        }
        return y;
    }

    private static BigDecimal sin(BigDecimal x) {
        BigDecimal turns = x.divide(PI, new MathContext(40)).setScale(0, RoundingMode.HALF_EVEN);
        BigDecimal r = x.subtract(turns.multiply(PI));
        BigDecimal s = series(r, r.multiply(r).negate(), r, 2);
        return turns.remainder(TWO).signum() == 0 ? s : s.negate();
    }

    private static BigDecimal atan(BigDecimal x) {
        BigDecimal near = new BigDecimal(Math.atan(x.doubleValue()));
        BigDecimal tan = sin(near).divide(sin(near.add(PI.divide(TWO, MC))), MC);
        BigDecimal d = x.subtract(tan).divide(ONE.add(x.multiply(tan)), MC);
        return near.add(d).subtract(d.pow(3).divide(new BigDecimal(3), MC));
    }

    private static BigDecimal asin(BigDecimal x) {
        BigDecimal rest = ONE.subtract(x.multiply(x));
        return rest.signum() == 0 ? PI.divide(TWO, MC).multiply(x) : atan(x.divide(rest.sqrt(MC), MC));
    }

    private static BigDecimal cbrt(BigDecimal x, double near) {
        BigDecimal y = new BigDecimal(near);
        for (int k = 0; k < 3 && y.signum() != 0; k++) {
            y = y.subtract(y.pow(3).subtract(x).divide(y.pow(2).multiply(new BigDecimal(3)), MC), MC);
        }
        return y;
    }

    /** Machin: π = 16 arctan(1/5) - 4 arctan(1/239). */
    private static BigDecimal pi() {
        return arctanOfInverse(5).multiply(new BigDecimal(16)).subtract(arctanOfInverse(239).multiply(new BigDecimal(4)));
    }

    private static BigDecimal arctanOfInverse(int n) {
        MathContext mc = new MathContext(420);
        BigDecimal power = ONE.divide(new BigDecimal(n), mc);
        BigDecimal sum = power;
        for (int k = 1; power.precision() - power.scale() > -415; k++) {
            power = power.divide(new BigDecimal(-n * n), mc);
            sum = sum.add(power.divide(new BigDecimal(2 * k + 1), mc), mc);
        }
        return sum;
    }
}
