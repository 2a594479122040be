package org.foldgrad.autodiff.expr;

import java.util.IdentityHashMap;
import java.util.Map;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Const;
import org.foldgrad.autodiff.expr.Expr.Fma;
import org.foldgrad.autodiff.expr.Expr.Relation;
import org.foldgrad.autodiff.expr.Expr.Select;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.foldgrad.autodiff.expr.Expr.Var;

/**
 * Certified bounds: an interval that holds the value of an expression wherever its inputs lie in given intervals.
 *
 * <p>Every operation's bounds are rounded outwards, functions' by the error that kernels are allowed: the interval holds the exact real value
 * and also whatever a double-precision kernel or {@link Eval} computes. It may be wider than need be: an input that occurs
 * twice is taken to vary independently, but for squares. A comparison with an input narrows that input in the branch it guards, so
 * {@code 0 < x ? log(x) : 0} is known not to be NaN. Source: R. E. Moore, Interval Analysis, Prentice-Hall 1966, chapters 3 and 4.
 */
public final class Enclose {
    private final Interval[] box;
    private final Map<Expr, Interval> done = new IdentityHashMap<>();

    private Enclose(Interval[] box) {
        this.box = box;
    }

    /**
     * An interval that holds {@code e} for input k in {@code box[k]}.
     *
     * @throws IllegalArgumentException if {@code e} reads an input beyond the box
     */
    public static Interval value(Expr e, Interval... box) {
        Inputs.check(e, box.length);
        return new Enclose(box.clone()).of(e);
    }

    /**
     * An interval that holds the partial derivative of {@code e} with respect to {@code input}, by the rules of {@link Derive}. For an {@code e} without
     * jumps its largest magnitude bounds how fast {@code e} changes with that input anywhere in the box (a Lipschitz constant).
     */
    public static Interval derivative(Expr e, int input, Interval... box) {
        Inputs.check(e, box.length);
        return value(Derive.partial(e, input), box);
    }

    /** Whether {@code e} is certainly a number or infinite, never NaN, everywhere in the box. */
    public static boolean cannotBeNaN(Expr e, Interval... box) {
        return !value(e, box).possiblyNaN();
    }

    private Interval of(Expr e) {
        Interval known = done.get(e);
        if (known == null) {
            known = switch (e) {
                case Const c -> Interval.point(c.value());
                case Var v -> box[v.index()];
                case Unary u -> Bounds.unary(u.f(), of(u.x()));
                case Binary b -> b.a() == b.b() && b.f() == Expr.Operator.MUL ? Bounds.square(of(b.a())) : Bounds.binary(b.f(), of(b.a()), of(b.b()));
                case Fma f -> Bounds.fma(of(f.a()), of(f.b()), of(f.c()));
                case Select s -> select(s);
            };
            done.put(e, known);
        }
        return known;
    }

    private Interval select(Select s) {
        Interval then = branch(s, s.then(), true);
        Interval otherwise = branch(s, s.otherwise(), false);
        return then == null ? otherwise : otherwise == null ? then : then.hull(otherwise);
    }

    /** The values of a branch, taken where the comparison {@code holds} or not; null if it cannot be taken. */
    private Interval branch(Select s, Expr branch, boolean holds) {
        Interval a = of(s.a());
        Interval b = of(s.b());
        boolean onNaN = holds == (s.relation() == Relation.NE);
        if (onNaN && (a.possiblyNaN() || b.possiblyNaN())) {
            return of(branch);
        }
        Interval[] sides = narrow(s.relation(), holds, a, b);
        if (sides[0].isEmpty() || sides[1].isEmpty()) {
            return null;
        }
        Interval[] narrowed = box.clone();
        if (s.a() instanceof Var v) {
            narrowed[v.index()] = sides[0];
        }
        if (s.b() instanceof Var v) {
            narrowed[v.index()] = sides[1];
        }
        return new Enclose(narrowed).of(branch);
    }

    /** What is left of both sides of a comparison where it holds, or where it does not. */
    private static Interval[] narrow(Relation relation, boolean holds, Interval a, Interval b) {
        return switch (relation) {
            case LT -> holds ? ordered(a, b, true) : reversed(ordered(b, a, false));
            case LE -> holds ? ordered(a, b, false) : reversed(ordered(b, a, true));
            case EQ -> holds ? equal(a, b) : different(a, b);
            case NE -> holds ? different(a, b) : equal(a, b);
        };
    }

    /** What is left where a is below b, strictly or not. */
    private static Interval[] ordered(Interval a, Interval b, boolean strictly) {
        double top = strictly ? Math.nextDown(b.high()) : b.high();
        double bottom = strictly ? Math.nextUp(a.low()) : a.low();
        return new Interval[] {a.within(Double.NEGATIVE_INFINITY, top), b.within(bottom, Double.POSITIVE_INFINITY)};
    }

    private static Interval[] reversed(Interval[] sides) {
        return new Interval[] {sides[1], sides[0]};
    }

    private static Interval[] equal(Interval a, Interval b) {
        Interval both = a.within(b.low(), b.high());
        return new Interval[] {both, both};
    }

    private static Interval[] different(Interval a, Interval b) {
        boolean samePoint = a.low() == a.high() && b.low() == b.high() && a.low() == b.low();
        return samePoint ? new Interval[] {Interval.NAN, Interval.NAN} : new Interval[] {a, b};
    }
}
