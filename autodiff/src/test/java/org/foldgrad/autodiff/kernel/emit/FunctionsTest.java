package org.foldgrad.autodiff.kernel.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.foldgrad.autodiff.expr.Eval;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Function;
import org.foldgrad.autodiff.expr.Expr.Operator;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.foldgrad.autodiff.kernel.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The functions as kernels compute them: documented error bounds, and Math's results for special values. */
class FunctionsTest {
    private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e-8, -1e-8, 1e-30, -1e-30, 20, -20, 88.5, -103, -200, 1e5, -1e5, 1e6, 1e9,
        0x1p31, 1e22, 1e30, -1e30, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    private static final double[] SPECIAL_64 = {Double.MIN_VALUE, -Double.MIN_VALUE, 3e-310, Double.MIN_NORMAL, -1e-300, 709.7, 709.79, -745, -746, 710.4, 710.5,
        1e300, Double.MAX_VALUE, -Double.MAX_VALUE};
    private static final double[] SPECIAL_32 = {Float.MIN_VALUE, -Float.MIN_VALUE, 3e-40f, Float.MIN_NORMAL, 88.7f, 88.8f, -103.2f, -104f, 89.4f, 89.5f,
        Float.MAX_VALUE, -Float.MAX_VALUE};

    @Property(tries = 4)
    void errorsStayWithinTheStatedBounds(@ForAll long seed) {
        for (Accuracy.Case c : Accuracy.CASES) {
            for (Backend backend : List.of(Backend.SCALAR, Backend.chosen())) {
                double worst64 = Accuracy.worst(c, Lane.F64, backend.bits, 50, new Random(seed));
                assertTrue(worst64 <= c.bound(), () -> c.name() + " f64 " + backend + ": " + worst64 + " ulp, stated " + c.bound());
                double worst32 = Accuracy.worst(c, Lane.F32, backend.bits, 50, new Random(seed));
                assertTrue(worst32 <= c.bound(), () -> c.name() + " f32 " + backend + ": " + worst32 + " ulp, stated " + c.bound());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void specialValuesOfFunctionsAreThoseOfMath(Function f) {
        for (Lane lane : Lane.values()) {
            double[] x = concat(SPECIAL, lane.pick(SPECIAL_64, SPECIAL_32));
            checkAgainstMath(new Unary(f, Expr.input(0)), lane, x, x);
        }
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void specialValuesOfOperatorsAreThoseOfMath(Operator f) {
        for (Lane lane : Lane.values()) {
            double[] x = concat(SPECIAL, lane.pick(SPECIAL_64, SPECIAL_32));
            double[] a = new double[x.length * x.length];
            double[] b = new double[a.length];
            for (int i = 0; i < a.length; i++) {
                a[i] = x[i / x.length];
                b[i] = x[i % x.length];
            }
            checkAgainstMath(new Binary(f, Expr.input(0), Expr.input(1)), lane, a, b);
        }
    }

    private static void checkAgainstMath(Expr e, Lane lane, double[] a, double[] b) {
        Program program = new Program(List.of(e), List.of(Sink.WRITE), 2, 0);
        for (Backend backend : Backend.available()) {
            double[] out = new double[a.length];
            Accuracy.run(program, lane, backend.bits, new double[][] {a, b}, out);
            for (int i = 0; i < a.length; i++) {
                double x = lane == Lane.F64 ? a[i] : (float) a[i];
                double y = lane == Lane.F64 ? b[i] : (float) b[i];
                double exact = Eval.at(e, x, y);
                double expected = lane == Lane.F64 ? exact : (float) exact;
                String what = e + " of " + x + ", " + y + " " + lane + " " + backend;
                if (Double.isFinite(expected) && expected != 0) {
                    double ulp = lane == Lane.F64 ? Math.ulp(expected) : Math.ulp((float) expected);
                    assertEquals(exact, out[i], 3.5 * ulp, what); // Math itself may be off by one
                } else {
                    assertEquals(expected, out[i], what);
                }
            }
        }
    }

    @Test
    void landmarksAreExact() {
        double[][] in = {{0, -0.0, 1, Math.PI / 2, Math.PI}};
        assertValues(Function.COS, in, 1, 1, Math.cos(1), Math.cos(Math.PI / 2), -1);
        assertValues(Function.SIN, in, 0, -0.0, Math.sin(1), 1, Math.sin(Math.PI));
        assertValues(Function.EXP, new double[][] {{0, -0.0}}, 1, 1);
        assertValues(Function.LOG, new double[][] {{1, Math.E}}, 0, 1);
        assertValues(Function.TANH, new double[][] {{30, -30, 1e-300}}, 1, -1, 1e-300);
    }

    private static void assertValues(Function f, double[][] in, double... expected) {
        Program program = new Program(List.of(new Unary(f, Expr.input(0))), List.of(Sink.WRITE), 1, 0);
        for (Backend backend : Backend.available()) {
            double[] out = new double[expected.length];
            Accuracy.run(program, Lane.F64, backend.bits, in, out);
            for (int i = 0; i < out.length; i++) {
                assertEquals(expected[i], out[i], f + " of " + in[0][i] + " " + backend);
            }
        }
    }

    private static double[] concat(double[] a, double[] b) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
