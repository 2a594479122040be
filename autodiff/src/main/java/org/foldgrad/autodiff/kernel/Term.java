package org.foldgrad.autodiff.kernel;

/** A value of a graph being built, with methods that build on: {@code x.times(y).plus(1)} adds the instructions. */
record Term(Graph.Builder code, int id) {

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

    /** The polynomial c[0] + c[1] x + c[2] x² + ... at this x, by Horner's rule. */
    Term polynomial(double... c) {
        Term sum = constant(c[c.length - 1]);
        for (int k = c.length - 2; k >= 0; k--) {
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
