package org.foldgrad.autodiff.expr;

import java.util.IdentityHashMap;
import java.util.Map;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Const;
import org.foldgrad.autodiff.expr.Expr.Fma;
import org.foldgrad.autodiff.expr.Expr.Select;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.foldgrad.autodiff.expr.Expr.Var;

/** An expression with a subtree or an input replaced by another expression; what it shared stays shared. */
public final class Substitute {
    private final Expr old;
    private final Expr replacement;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    private Substitute(Expr old, Expr replacement) {
        this.old = old;
        this.replacement = replacement;
    }

    /**
     * {@code e} with {@code replacement} wherever it holds {@code old}: the same object, or for an input one of the same number.
     */
    public static Expr in(Expr e, Expr old, Expr replacement) {
        return new Substitute(old, replacement).of(e);
    }

    private Expr of(Expr e) {
        if (e == old || e instanceof Var && e.equals(old)) {
            return replacement;
        }
        Expr known = done.get(e);
        if (known == null) {
            known = rebuilt(e);
            done.put(e, known);
        }
        return known;
    }

    private Expr rebuilt(Expr e) {
        return switch (e) {
            case Const c -> c;
            case Var v -> v;
            case Unary u -> of(u.x()) == u.x() ? u : new Unary(u.f(), of(u.x()));
            case Binary b -> of(b.a()) == b.a() && of(b.b()) == b.b() ? b : new Binary(b.f(), of(b.a()), of(b.b()));
            case Fma f -> new Fma(of(f.a()), of(f.b()), of(f.c()));
            case Select s -> new Select(s.relation(), of(s.a()), of(s.b()), of(s.then()), of(s.otherwise()));
        };
    }
}
