package org.foldgrad.autodiff.expr;

import static org.foldgrad.autodiff.expr.Expr.abs;
import static org.foldgrad.autodiff.expr.Expr.constant;
import static org.foldgrad.autodiff.expr.Expr.exp;
import static org.foldgrad.autodiff.expr.Expr.ifLess;
import static org.foldgrad.autodiff.expr.Expr.input;
import static org.foldgrad.autodiff.expr.Expr.log;
import static org.foldgrad.autodiff.expr.Expr.pow;
import static org.foldgrad.autodiff.expr.Expr.sin;
import static org.foldgrad.autodiff.expr.Expr.sqrt;
import static org.foldgrad.autodiff.expr.Expr.tanh;
import static org.foldgrad.autodiff.expr.Expr.zero;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Function;
import org.foldgrad.autodiff.expr.Expr.Operator;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class EncloseTest {
    private static final double[] ENDS = {0.0, -0.0, 1, -1, 0.5, -2, 3, 1e-300, -1e-300, 710, -746, 1e6, 1e300, -1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY};
    private static final Expr X = input(0);

    @Property(tries = 300)
    void functionsStayWithinTheirBounds(@ForAll Function f, @ForAll Random random) {
        holds(new Unary(f, X), random);
    }

    @Property(tries = 500)
    void operatorsStayWithinTheirBounds(@ForAll Operator f, @ForAll Random random) {
        holds(new Binary(f, X, input(1)), random);
        holds(new Binary(f, X, constant(random.nextInt(-3, 4))), random);
        holds(new Binary(f, constant(random.nextInt(-3, 4)), X), random);
    }

    /** 1^∞ is NaN, but 1^y is 1 for any number y, however large. */
    @Test
    void powersOfOneAreOne() {
        Interval all = Interval.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        Interval bounds = Enclose.value(pow(constant(1), X), all);
        assertTrue(bounds.contains(1) && bounds.possiblyNaN(), bounds.toString());
        assertClose(1, 1, bounds);
    }

    @Property(tries = 500)
    void expressionsAndTheirDerivativesStayWithinTheirBounds(@ForAll Random random) {
        Expr e = random.nextBoolean() ? Exprs.exact(random, 2, 4) : Exprs.inlined(random, 2);
        holds(e, random);
        holds(Derive.partial(e, 0), random);
    }

    private static void holds(Expr e, Random random) {
        Interval[] box = {interval(random), interval(random)};
        Interval bounds = Enclose.value(e, box);
        for (int k = 0; k < 50; k++) {
            double[] at = {inside(box[0], random), inside(box[1], random)};
            double value = Eval.at(e, at);
            assertTrue(bounds.contains(value), () -> Print.of(e) + " = " + value + " at " + at[0] + ", " + at[1] + " of " + box[0] + ", " + box[1] + " not in " + bounds);
        }
    }

    private static Interval interval(Random random) {
        double a = end(random);
        double b = random.nextInt(5) == 0 ? a : end(random);
        return Interval.of(Math.min(a, b), Math.max(a, b));
    }

    private static double end(Random random) {
        return random.nextInt(3) == 0 ? ENDS[random.nextInt(ENDS.length)] : random.nextDouble(-5, 5);
    }

    private static double inside(Interval x, Random random) {
        double within = x.low() / 2 + x.high() / 2 + random.nextDouble(-0.5, 0.5) * (x.high() / 2 - x.low() / 2) * 2;
        return switch (random.nextInt(4)) {
            case 0 -> x.low();
            case 1 -> x.high();
            case 2 -> Math.clamp(end(random), x.low(), x.high());
            default -> x.contains(within) && !Double.isNaN(within) ? within : x.low();
        };
    }

    @Test
    void boundsAreTight() {
        Interval unit = Interval.of(-1, 1);
        assertClose(0, 1, Enclose.value(X.square(), unit));
        assertClose(1 / Math.E, Math.E, Enclose.value(exp(X), unit));
        assertClose(-1, 1, Enclose.value(sin(X), Interval.of(0, 7)));
        assertClose(0, Math.sin(2) < 1 ? 1 : 0, Enclose.value(sin(X), Interval.of(0, 2)));
        assertClose(Math.sin(0.1), Math.sin(0.2), Enclose.value(sin(X), Interval.of(0.1, 0.2)));
        assertClose(-1, 1, Enclose.derivative(abs(X), 0, unit));
        assertClose(1, 1, Enclose.derivative(abs(X), 0, Interval.of(0.5, 2)));
        assertTrue(Enclose.derivative(tanh(X.times(3)), 0, unit).high() < 12.1);
    }

    private static void assertClose(double low, double high, Interval actual) {
        assertEquals(low, actual.low(), 1e-14);
        assertEquals(high, actual.high(), 1e-14);
    }

    @Test
    void aGuardProvesThatThereIsNoNaN() {
        Interval any = Interval.of(Double.NEGATIVE_INFINITY, Double.MAX_VALUE);
        assertFalse(Enclose.cannotBeNaN(sqrt(X), any));
        assertFalse(Enclose.cannotBeNaN(log(X), Interval.of(-1, 1)));
        assertTrue(Enclose.cannotBeNaN(ifLess(zero(), X, log(X), zero()), any));
        assertTrue(Enclose.cannotBeNaN(ifLess(X, zero(), zero(), sqrt(X)), any));
        assertFalse(Enclose.cannotBeNaN(ifLess(X, zero(), sqrt(X), zero()), any));
        assertFalse(Enclose.cannotBeNaN(X.over(X), Interval.of(-1, 1)));
        assertTrue(Enclose.cannotBeNaN(X.over(X.square().plus(1)), Interval.of(-1e100, 1e100)));
    }

    @Test
    void inputsThatAreNotGivenAreNamed() {
        for (Executable e : List.<Executable>of(() -> Eval.at(X.plus(input(2)), 1, 2), () -> Enclose.value(X.plus(input(2)), Interval.of(0, 1), Interval.of(0, 1)),
                () -> Enclose.derivative(X.plus(input(2)), 0, Interval.of(0, 1), Interval.of(0, 1)))) {
            assertEquals("the expression reads input 2, counted from 0, but is given 2", assertThrows(IllegalArgumentException.class, e).getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> input(-1));
    }

    @Test
    void anIntervalHasItsEndsInOrder() {
        assertThrows(IllegalArgumentException.class, () -> Interval.of(1, 0));
        assertThrows(IllegalArgumentException.class, () -> Interval.of(Double.NaN, 0));
    }
}
