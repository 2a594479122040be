package org.foldgrad.autodiff.kernel.emit;

/** A value of a graph being built, with methods that build on: {@code x.times(y).plus(1)} adds the instructions. */
record Term(Graph.Builder code, int id) {
    /** How many coefficients a polynomial may have before its steps, each of which waits for the last, keep a loop waiting. */
    private static final int LONG = 8;

    Term constant(double value) {
        return new Term(code, code.constant(value));
    }

    Term plus(Term b) {
        return of(Op.ADD, b);
    }

    Term plus(double b) {
        return plus(constant(b));
    }

    Term minus(Term b) {
        return of(Op.SUB, b);
    }

    Term minus(double b) {
        return minus(constant(b));
    }

    Term times(Term b) {
        return of(Op.MUL, b);
    }

    Term times(double b) {
        return times(constant(b));
    }

    Term over(Term b) {
        return of(Op.DIV, b);
    }

    Term abs() {
        return of(Op.ABS);
    }

    Term sqrt() {
        return of(Op.SQRT);
    }

    Term negate() {
        return of(Op.NEG);
    }

    /** {@code this * b + c}, rounded once. */
    Term fma(Term b, Term c) {
        return of(Op.FMA, b, c);
    }

    /** {@code this * b + c}, rounded once. */
    Term fma(Term b, double c) {
        return fma(b, constant(c));
    }

    /** {@code this * b + c}, rounded once. */
    Term fma(double b, Term c) {
        return fma(constant(b), c);
    }

    /** {@code this * b + c}, rounded once. */
    Term fma(double b, double c) {
        return fma(constant(b), constant(c));
    }

    /**
     * The polynomial c[0] + c[1] x + c[2] x² + ... at this x by Horner's rule, a long one in two chains, of even and of odd powers from x² on: half
     * as many steps wait for each other, and the last two, which round at the result's size, are Horner's.
     */
    Term polynomial(double... c) {
        if (c.length <= LONG) {
            return horner(c, 0, 1);
        }
        Term square = times(this);
        return square.horner(c, 3, 2).fma(this, square.horner(c, 2, 2)).fma(this, c[1]).fma(this, c[0]);
    }

    /** c[first] + c[first + step] x + c[first + 2 step] x² + ... */
    private Term horner(double[] c, int first, int step) {
        int last = c.length - 1 - (c.length - 1 - first) % step;
        Term sum = constant(c[last]);
        for (int k = last - step; k >= first; k -= step) {
            sum = sum.fma(this, c[k]);
        }
        return sum;
    }

    /** The magnitude of this with the sign of {@code sign}. */
    Term copySign(Term sign) {
        return abs().of(Op.OR, sign.signBit());
    }

    /** Nothing but the sign bit. */
    Term signBit() {
        return of(Op.AND, constant(-0.0));
    }

    Term shiftLeft(int distance) {
        return new Term(code, code.shift(Op.SHL, id, distance));
    }

    Term shiftRight(int distance) {
        return new Term(code, code.shift(Op.SHR, id, distance));
    }

    /** {@code then} where {@code this < bound}, else {@code otherwise}. */
    Term ifBelow(Term bound, Term then, Term otherwise) {
        return of(Op.LT, bound, then, otherwise);
    }

    /** {@code then} where {@code this < bound}, else {@code otherwise}. */
    Term ifBelow(double bound, Term then, Term otherwise) {
        return ifBelow(constant(bound), then, otherwise);
    }

    /** {@code then} where this is 0, of either sign, else {@code otherwise}. */
    Term ifZero(Term then, Term otherwise) {
        return of(Op.EQ, constant(0), then, otherwise);
    }

    /** {@code usual} where {@code |this| < limit}, else {@code general}: see {@link Op#USUALLY}. */
    Term usually(double limit, Term usual, Term general) {
        return new Term(code, code.usually(id, limit, usual.id, general.id));
    }

    /** The instruction {@code op} on this and more arguments. */
    Term of(Op op, Term... more) {
        Integer[] args = new Integer[more.length + 1];
        args[0] = id;
        for (int k = 0; k < more.length; k++) {
            args[k + 1] = more[k].id;
        }
        return new Term(code, code.add(op, args));
    }
}
