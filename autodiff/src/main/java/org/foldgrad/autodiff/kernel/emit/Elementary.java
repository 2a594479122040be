package org.foldgrad.autodiff.kernel.emit;

import java.util.function.UnaryOperator;

/**
 * exp, log and the functions made of them, as straight-line code that is inlined into the loop.
 *
 * <p>A call of a library would spill every vector register, and is another library on every platform. These are built of correctly rounded
 * operations only: the same bits on every machine, backend and vector width, and shared by common subexpression elimination.
 *
 * <p>exp: x = k ln2 + r with |r| ≤ ln2 / 2, a polynomial for e^r, or where relative errors of e^r - 1 = r + r² P(r) count for P, which takes one
 * term more; then 2^k from k's bits. log: x = 2^k m with m near 1, s = (m - 1) / (m + 1),
 * log m = 2 artanh s as a polynomial in s² (W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980). Coefficients are minimax
 * (Remez), relative error below 2^-58 for double, 2^-28 for float; that of e^r 2^-56 and 2^-27.
 */
final class Elementary {
    private static final double LOG2_E = 0x1.71547652b82fep+0;
    private static final double[] EXP_64 = {1, 1, 0x1.000000000000ap-1, 0x1.55555555554fcp-3, 0x1.555555555088cp-5, 0x1.1111111127b9fp-7,
        0x1.6c16c1842668ap-10, 0x1.a01a012a6876cp-13, 0x1.a0199a16ecd88p-16, 0x1.71df253d5a5bdp-19, 0x1.28ad689957556p-22, 0x1.ad7f75672efa3p-26};
    private static final double[] EXP_32 = {1, 1, 0.5, 0x1.5554b6p-3, 0x1.5555bap-5, 0x1.122528p-7, 0x1.6c82e6p-10};
    private static final double[] EXPM1_64 = {0.5, 0x1.5555555555559p-3, 0x1.555555555555ap-5, 0x1.111111110f699p-7, 0x1.6c16c16c14450p-10,
        0x1.a01a01afeee4cp-13, 0x1.a01a01b0b8b05p-16, 0x1.71ddf8387abdep-19, 0x1.27e4c59aea7e4p-22, 0x1.af5ef27f1d43bp-26, 0x1.1f956f8449b8fp-29};
    private static final double[] EXPM1_32 = {0.5, 0x1.555556p-3, 0x1.5554aep-5, 0x1.111090p-7, 0x1.6d74cep-10, 0x1.a1a1b6p-13};
    private static final double[] LOG_64 = {0x1.5555555555593p-1, 0x1.999999997fb34p-2, 0x1.24924942178a4p-2, 0x1.c71c51e8021eap-3,
        0x1.7466462b86c3ap-3, 0x1.39a0f50666684p-3, 0x1.2f0d8f1a5642bp-3};
    private static final double[] LOG_32 = {0x1.55557ap-1, 0x1.995e9cp-2, 0x1.31e678p-2};
    private static final double SQRT_2 = Math.sqrt(2);

    private final Lane lane;
    private final boolean vectors;
    private final double ln2High;
    private final double ln2Low;

    /** Code for a plain loop or for vectors: the same results. */
    Elementary(Lane lane, boolean vectors) {
        this.lane = lane;
        this.vectors = vectors;
        this.ln2High = lane.pick(0x1.62e42fefa39efp-1, 0x1.62e430p-1);
        this.ln2Low = lane.pick(0x1.abc9e3b39803fp-56, -0x1.05c610p-29);
    }

    /** x = k ln2 + r, and q = e^r - 1. */
    private record Reduced(Term k, Term q) {}

    private Reduced reduce(Term x) {
        Term k = x.fma(LOG2_E, lane.magic()).minus(lane.magic());
        Term r = remainder(x, k);
        Term q = r.times(r).fma(r.polynomial(lane.pick(EXPM1_64, EXPM1_32)), r);
        return new Reduced(k, q);
    }

    /** x - k ln2. */
    private Term remainder(Term x, Term k) {
        return k.fma(-ln2Low, k.fma(-ln2High, x));
    }

    /** 2^k for an integer k within the exponents of normal numbers. */
    private Term powerOf2(Term k) {
        return k.plus(lane.magic() + lane.bias).shiftLeft(lane.mantissaBits);
    }

    /** x held within [low, high]; NaN stays. */
    private static Term clamp(Term x, double low, double high) {
        return atMost(x.ifBelow(low, x.constant(low), x), high);
    }

    private static Term atMost(Term x, double high) {
        return x.constant(high).ifBelow(x, x.constant(high), x);
    }

    /** An odd function that is x for tiny x, where scaling would lose bits of a subnormal number. */
    private Term orTiny(Term x, Term result) {
        return x.abs().ifBelow(lane.pick(0x1p-60, 0x1p-30), x, result);
    }

    Term exp(Term x) {
        double offset = lane.magic() + lane.bias;
        Term t = x.fma(LOG2_E, offset);
        Term e = remainder(x, t.minus(offset)).polynomial(lane.pick(EXP_64, EXP_32));
        Term twice = t.plus(lane.bias);
        Term scaled = e.times(halfPower(twice)).times(halfPower(twice.plus(1))); // 2^k itself may be subnormal or infinite
        Term held = x.ifBelow(lane.pick(-746.0, -104.0), x.constant(0),
            x.constant(lane.pick(710.0, 89.0)).ifBelow(x, x.constant(Double.POSITIVE_INFINITY), scaled));
        return vectors ? x.usually(lane.pick(708.0, 87.0), e.times(t.shiftLeft(lane.mantissaBits)), held) : held;
    }

    /** 2^(k / 2 rounded down) where k and twice the bias stand in the low bits. */
    private Term halfPower(Term k) {
        return k.shiftRight(1).shiftLeft(lane.mantissaBits);
    }

    Term expm1(Term x) {
        Reduced e = reduce(clamp(x, lane.pick(-40.0, -20.0), lane.pick(710.0, 89.0)));
        Term half = powerOf2(e.k.minus(1));
        return orTiny(x, half.fma(e.q, half.minus(0.5)).times(2));
    }

    Term tanh(Term x) {
        Reduced e = reduce(atMost(x.abs(), lane.pick(20.0, 10.0)).times(2));
        Term scale = powerOf2(e.k);
        Term t = scale.fma(e.q, scale.minus(1)); // e^2a - 1
        return t.over(t.plus(2)).copySign(x);
    }

    Term sinh(Term x) {
        Reduced e = reduce(atMost(x.abs(), lane.pick(710.6, 89.5)));
        Term scale = powerOf2(e.k.minus(2));
        Term quarter = scale.fma(e.q, scale.minus(0.25)); // (e^a - 1) / 4, which does not overflow
        return orTiny(x, quarter.fma(2, quarter.over(quarter.plus(0.25)).times(0.5)).copySign(x));
    }

    Term cosh(Term x) {
        Reduced e = reduce(atMost(x.abs(), lane.pick(710.6, 89.5)));
        Term quarter = e.q.plus(1).times(powerOf2(e.k.minus(2)));
        return quarter.fma(2, x.constant(0.125).over(quarter));
    }

    Term log(Term x) {
        return logarithm(x, log -> log);
    }

    Term log1p(Term x) {
        Term u = x.plus(1);
        Term lost = x.minus(u.minus(1)); // what rounding 1 + x lost
        return logarithm(u, log -> log.plus(lost.over(u))).copySign(x);
    }

    /** log x, completed where it is a number. */
    private Term logarithm(Term x, UnaryOperator<Term> completed) {
        Term any = ordinary(x, completed.apply(logOfPositive(x)));
        Term exponent = exponent(x); // beyond the bias for all that are not positive normal numbers
        return vectors ? exponent.usually(lane.bias, completed.apply(logOfNormal(x, exponent)), any) : any;
    }

    /** {@code result} where {@code 0 < x < ∞}, else what log gives. */
    private static Term ordinary(Term x, Term result) {
        Term infinity = x.constant(Double.POSITIVE_INFINITY);
        Term special = x.ifZero(infinity.negate(), x.constant(Double.NaN));
        return x.constant(0).ifBelow(x, x.ifBelow(infinity, result, infinity), special);
    }

    private Term logOfPositive(Term x) {
        double up = lane.mantissaBits + 2;
        Term normal = x.ifBelow(lane.minNormal(), x.times(Math.scalb(1.0, (int) up)), x);
        return logOfNormal(normal, exponent(normal).minus(x.ifBelow(lane.minNormal(), x.constant(up), x.constant(0))));
    }

    /** The exponent of a positive normal number. */
    private Term exponent(Term x) {
        double integers = Math.scalb(1.0, lane.mantissaBits);
        return x.shiftRight(lane.mantissaBits).of(Op.OR, x.constant(integers)).minus(integers + lane.bias);
    }

    /** log of 2^exponent times the mantissa of x. */
    private Term logOfNormal(Term x, Term exponent) {
        Term zero = x.constant(0);
        Term mantissa = x.of(Op.AND, x.constant(Math.scalb(1.0, 1 - lane.bias) - Math.scalb(1.0, 1 - lane.bias - lane.mantissaBits)))
            .of(Op.OR, x.constant(1)); // in [1, 2)
        Term k = exponent.plus(mantissa.ifBelow(SQRT_2, zero, x.constant(1)));
        Term f = mantissa.ifBelow(SQRT_2, mantissa, mantissa.times(0.5)).minus(1);
        Term s = f.over(f.plus(2));
        Term z = s.times(s);
        Term halfSquare = f.times(f).times(0.5);
        Term tail = s.times(z.fma(z.polynomial(lane.pick(LOG_64, LOG_32)), halfSquare));
        return k.fma(ln2High, f.minus(halfSquare.minus(k.fma(ln2Low, tail))));
    }
}
