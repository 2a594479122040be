package org.foldgrad.autodiff.kernel.emit;

/**
 * sin and cos as straight-line code, sharing all but the last steps, so that a sine and its derivative cost little more than one of them.
 *
 * <p>|x| = n π/2 + r with |r| ≤ π/4, π/2 in three parts of full precision: n times the first, taken from x by a fused multiply-add, is exact. Then
 * minimax polynomials for sin r and cos r, chosen and signed by the low two bits of n. Arguments beyond {@link Rescue#LIMIT_64} (for float LIMIT_32), where n
 * could be off, are recomputed by StrictMath.
 */
final class Trigonometric {
    private static final double[] SIN_64 = {-0x1.5555555555549p-3, 0x1.111111110f861p-7, -0x1.a01a019c0e4a6p-13, 0x1.71de3574b93edp-19,
        -0x1.ae5e63ccd798dp-26, 0x1.5d9246a365ba3p-33};
    private static final double[] COS_64 = {0x1.555555555554cp-5, -0x1.6c16c16c15162p-10, 0x1.a01a019caef49p-16, -0x1.27e4f807d6f4bp-22,
        0x1.1ee9ea6d4aa9ap-29, -0x1.8fadd0b246db4p-37};
    private static final double[] SIN_32 = {-0x1.555546p-3, 0x1.11075cp-7, -0x1.994cfap-13};
    private static final double[] COS_32 = {0x1.55554ap-5, -0x1.6c0c86p-10, 0x1.9a00cep-16};

    private final Lane lane;
    private final double[] halfPi;

    Trigonometric(Lane lane) {
        this.lane = lane;
        this.halfPi = lane.pick(new double[] {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110},
            new double[] {0x1.921fb6p+0, -0x1.777a5cp-25, -0x1.ee59dap-50});
    }

    Term sin(Term x) {
        Term n = quadrant(x);
        Term magnitude = choose(n, sinPolynomial(x, n), cosPolynomial(x, n));
        return x.of(Op.SIN_OR, signed(magnitude, n).of(Op.XOR, x.signBit()));
    }

    Term cos(Term x) {
        Term n = quadrant(x);
        Term magnitude = choose(n, cosPolynomial(x, n), sinPolynomial(x, n));
        return x.of(Op.COS_OR, signed(magnitude, n.plus(1)));
    }

    /** The nearest integer to |x| / (π/2), in the low bits of a number. */
    private Term quadrant(Term x) {
        return x.abs().fma(2 / Math.PI, lane.magic());
    }

    private Term remainder(Term x, Term quadrant) {
        Term n = quadrant.minus(lane.magic());
        return n.fma(-halfPi[2], n.fma(-halfPi[1], n.fma(-halfPi[0], x.abs())));
    }

    private Term sinPolynomial(Term x, Term quadrant) {
        Term r = remainder(x, quadrant);
        Term z = r.times(r);
        return z.times(r).fma(z.polynomial(lane.pick(SIN_64, SIN_32)), r);
    }

    private Term cosPolynomial(Term x, Term quadrant) {
        Term r = remainder(x, quadrant);
        Term z = r.times(r);
        Term tail = z.times(z).fma(z.polynomial(lane.pick(COS_64, COS_32)), z.times(-0.5));
        return tail.plus(1);
    }

    /** {@code even} where the quadrant is even, else {@code odd}. */
    private Term choose(Term quadrant, Term even, Term odd) {
        Term parity = quadrant.shiftLeft(lane.bits - 1).of(Op.OR, quadrant.constant(1)); // 1 or -1
        return parity.ifBelow(0, odd, even);
    }

    /** Negated in quadrants 2 and 3. */
    private Term signed(Term magnitude, Term quadrant) {
        return magnitude.of(Op.XOR, quadrant.shiftLeft(lane.bits - 2).signBit());
    }
}
