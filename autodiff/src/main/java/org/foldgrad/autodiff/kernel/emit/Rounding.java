package org.foldgrad.autodiff.kernel.emit;

/**
 * floor, ceil and rint for vectors, which have no such instruction in the Vector API.
 *
 * <p>Adding and subtracting 2^52 (2^23 for float) rounds to the nearest integer, ties to even: that is where the spacing of floating-point numbers
 * becomes 1. Exact, signed zeros included.
 */
final class Rounding {
    private Rounding() {}

    static Term rint(Term x, Lane lane) {
        double big = lane == Lane.F64 ? 0x1p52 : 0x1p23;
        Term rounded = x.abs().plus(big).minus(big).copySign(x);
        return x.abs().ifBelow(big, rounded, x);
    }

    static Term floor(Term x, Lane lane) {
        Term nearest = rint(x, lane);
        return x.ifBelow(nearest, nearest.minus(1), nearest);
    }

    static Term ceil(Term x, Lane lane) {
        Term nearest = rint(x, lane);
        return nearest.ifBelow(x, nearest.plus(1), nearest).copySign(x);
    }
}
