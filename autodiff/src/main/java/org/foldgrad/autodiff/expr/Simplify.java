package org.foldgrad.autodiff.expr;

import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Const;
import org.foldgrad.autodiff.expr.Expr.Function;
import org.foldgrad.autodiff.expr.Expr.Operator;
import org.foldgrad.autodiff.expr.Expr.Relation;
import org.foldgrad.autodiff.expr.Expr.Select;
import org.foldgrad.autodiff.expr.Expr.Unary;

/**
 * Constructors that simplify: the algebra of derivatives.
 *
 * <p>A constant 0 here is the derivative of something that does not depend on the input, or of a branch not taken. It absorbs its
 * other factor, even an infinite one or NaN; this is what keeps a slope of ∞ from turning the 0 of an unused branch into NaN. For the same reason
 * a product with a Select that has a constant branch is moved into the branches.
 */
final class Simplify {
    private Simplify() {}

    static boolean isZero(Expr e) {
        return is(e, 0);
    }

    static boolean isOne(Expr e) {
        return is(e, 1);
    }

    private static boolean is(Expr e, double value) {
        return e instanceof Const c && c.value() == value;
    }

    static Expr negate(Expr x) {
        return switch (x) {
            case Const c -> Expr.constant(0 - c.value());
            case Unary(Function f, Expr inner) when f == Function.NEG -> inner;
            case Select s when hasConstantBranch(s) -> select(s.relation(), s.a(), s.b(), negate(s.then()), negate(s.otherwise()));
            default -> x.negate();
        };
    }

    static Expr add(Expr a, Expr b) {
        if (a instanceof Const p && b instanceof Const q) {
            return Expr.constant(p.value() + q.value());
        }
        if (isZero(a)) {
            return b;
        }
        if (isZero(b)) {
            return a;
        }
        return b instanceof Unary(Function f, Expr x) && f == Function.NEG ? a.minus(x) : a.plus(b);
    }

    static Expr sub(Expr a, Expr b) {
        if (a instanceof Const p && b instanceof Const q) {
            return Expr.constant(p.value() - q.value());
        }
        if (isZero(a)) {
            return negate(b);
        }
        if (isZero(b)) {
            return a;
        }
        return b instanceof Unary(Function f, Expr x) && f == Function.NEG ? a.plus(x) : a.minus(b);
    }

    static Expr mul(Expr a, Expr b) {
        if (isZero(a) || isZero(b)) {
            return Expr.zero();
        }
        if (a instanceof Const p && b instanceof Const q) {
            return Expr.constant(p.value() * q.value());
        }
        if (isOne(a)) {
            return b;
        }
        if (isOne(b)) {
            return a;
        }
        if (is(a, -1)) {
            return negate(b);
        }
        if (is(b, -1)) {
            return negate(a);
        }
        if (a instanceof Select s && hasConstantBranch(s)) {
            return select(s.relation(), s.a(), s.b(), mul(s.then(), b), mul(s.otherwise(), b));
        }
        if (b instanceof Select s && hasConstantBranch(s)) {
            return select(s.relation(), s.a(), s.b(), mul(a, s.then()), mul(a, s.otherwise()));
        }
        return a.times(b);
    }

    static Expr div(Expr a, Expr b) {
        if (isZero(a)) {
            return Expr.zero();
        }
        if (a instanceof Const p && b instanceof Const q) {
            return Expr.constant(p.value() / q.value());
        }
        if (isOne(b)) {
            return a;
        }
        if (a instanceof Select s && hasConstantBranch(s)) {
            return select(s.relation(), s.a(), s.b(), div(s.then(), b), div(s.otherwise(), b));
        }
        return a instanceof Unary(Function f, Expr x) && f == Function.NEG ? negate(div(x, b)) : a.over(b);
    }

    /** {@code d b + c} for a derivative {@code d}. */
    static Expr fma(Expr d, Expr b, Expr c) {
        Expr product = mul(d, b);
        return !isZero(c) && product instanceof Binary(Operator f, Expr p, Expr q) && f == Operator.MUL ? Expr.fma(p, q, c) : add(product, c);
    }

    static Expr pow(Expr a, Expr b) {
        if (is(b, 0)) {
            return Expr.one();
        }
        if (isOne(b)) {
            return a;
        }
        if (is(b, 2)) {
            return a.square();
        }
        if (a instanceof Const p && b instanceof Const q) {
            return Expr.constant(Math.pow(p.value(), q.value()));
        }
        return Expr.pow(a, b);
    }

    static Expr log(Expr a) {
        return a instanceof Const c ? Expr.constant(Math.log(c.value())) : Expr.log(a);
    }

    static Expr select(Relation relation, Expr a, Expr b, Expr then, Expr otherwise) {
        if (a instanceof Const p && b instanceof Const q) {
            return Eval.holds(relation, p.value(), q.value()) ? then : otherwise;
        }
        boolean same = then == otherwise || then instanceof Const p && is(otherwise, p.value());
        return same ? then : new Select(relation, a, b, then, otherwise);
    }

    private static boolean hasConstantBranch(Expr e) {
        return e instanceof Const || e instanceof Select s && (hasConstantBranch(s.then()) || hasConstantBranch(s.otherwise()));
    }
}
