package org.foldgrad.autodiff.expr;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Const;
import org.foldgrad.autodiff.expr.Expr.Fma;
import org.foldgrad.autodiff.expr.Expr.Select;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.foldgrad.autodiff.expr.Expr.Var;

/** The inputs that an expression reads. */
public final class Inputs {
    private final Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int count;

    private Inputs() {}

    /** How many inputs {@code e} asks for: one more than the highest number it reads, 0 if it reads none. */
    public static int count(Expr e) {
        Inputs inputs = new Inputs();
        inputs.visit(e);
        return inputs.count;
    }

    /** Refuses an {@code e} that asks for more inputs than there are. */
    static void check(Expr e, int there) {
        if (count(e) > there) {
            throw missing(count(e) - 1, there);
        }
    }

    static IllegalArgumentException missing(int input, int there) {
        return new IllegalArgumentException("the expression reads input " + input + ", counted from 0, but is given " + there);
    }

    private void visit(Expr e) {
        if (!seen.add(e)) {
            return;
        }
        switch (e) {
            case Const c -> { }
            case Var v -> count = Math.max(count, v.index() + 1);
            case Unary u -> visit(u.x());
            case Binary b -> visitAll(b.a(), b.b());
            case Fma f -> visitAll(f.a(), f.b(), f.c());
            case Select s -> visitAll(s.a(), s.b(), s.then(), s.otherwise());
        }
    }

    private void visitAll(Expr... parts) {
        for (Expr part : parts) {
            visit(part);
        }
    }
}
