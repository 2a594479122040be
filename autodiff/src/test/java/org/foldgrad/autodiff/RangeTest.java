package org.foldgrad.autodiff;

import static org.foldgrad.autodiff.Gradients.grad;
import static org.foldgrad.autodiff.Gradients.hvp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Values and slopes near the ends of what the element types hold, where a square or an exponential on the way does not fit. */
class RangeTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** √(3² + 4²) = 5 in all units: the slopes are 0.6 and 0.8. */
    @Test
    void aNormNeitherOverflowsNorUnderflows() {
        for (double unit : new double[] {Double.MIN_VALUE, 0x1p-1060, 1e-300, 1e-200, 1e-160, 1e-140, 1, 1e153, 1e160, 1e200, 1e307}) {
            Tensor x = Tensor.of(3 * unit, -4 * unit);
            double norm = 5 * unit;
            assertEquals(norm, Reduce.norm(x).item(), 1e-15 * norm);
            assertArrayEquals(new double[] {0.6, -0.8}, grad((Tensor t) -> Reduce.norm(t)).apply(x).toArray(), 1e-15);
            assertEquals(norm, Reduce.std(Tensor.of(-norm, 0, norm)).item(), 1e-15 * norm);
        }
        for (float unit : new float[] {Float.MIN_VALUE, 1e-42f, 1e-30f, 1e-22f, 1e-13f, 1, 1e18f, 1e30f, 6e37f}) {
            Tensor x = Tensor.f32(3 * unit, -4 * unit);
            assertEquals(5 * unit, Reduce.norm(x).item(), 1e-7 * 5 * unit);
            assertArrayEquals(new double[] {0.6, -0.8}, grad((Tensor t) -> Reduce.norm(t)).apply(x).toArray(), 1e-7);
        }
    }

    /** Lines of different size along one axis or the other, among them zeros and what is not finite. */
    @Test
    void everyLineHasTheNormOfItsOwnUnits() {
        double[] units = {1e200, 1, 0, 1e-200, INF};
        double[] lines = new double[3 * units.length];
        for (int i = 0; i < units.length; i++) {
            lines[3 * i] = 2 * units[i];
            lines[3 * i + 1] = -3 * units[i];
            lines[3 * i + 2] = 6 * units[i];
        }
        Tensor x = Tensor.of(lines, units.length, 3);
        for (Tensor norms : List.of(Reduce.norm(x, 1), Reduce.norm(x.transpose(), 0), Reduce.norm(x.transpose().reshape(1, 3, units.length, 1), 1).reshape(5))) {
            for (int i = 0; i < units.length; i++) {
                assertEquals(7 * units[i], norms.get(i), 2 * Math.ulp(7 * units[i]));
            }
        }
        assertEquals(Double.NaN, Reduce.norm(Tensor.of(1, Double.NaN, INF)).item());
        assertEquals(0, Reduce.norm(Tensor.zeros(0)).item());
        assertArrayEquals(new double[] {0, 0}, Reduce.norm(Tensor.zeros(0, 2), 0).toArray());
    }

    /** The angle of (x, y) turns by 1/r where one goes across: at (3, 4) r by -0.8/(5 r) and 0.6/(5 r). */
    @Test
    void anAngleTurnsAsSlowlyAsItIsFar() {
        for (double r : new double[] {1e-300, 1e-200, 1, 1e160, 1e200, 1e300}) {
            for (double[] at : new double[][] {{3, 4}, {-3, 4}, {4, 3}, {4, -3}, {-4, -3}, {5, 0}, {0, 5}, {-5, 0}, {0, -5}, {3.5, 3.5}}) {
                Tensor[] g = grad((Tensor[] p) -> Ops.atan2(p[1], p[0])).apply(new Tensor[] {Tensor.scalar(at[0] * r), Tensor.scalar(at[1] * r)});
                double square = at[0] * at[0] + at[1] * at[1];
                assertEquals(-at[1] / square, g[0].item() * r, 1e-15);
                assertEquals(at[0] / square, g[1].item() * r, 1e-15);
            }
        }
    }

    @Test
    void acoshGrowsLikeTheLogarithm() {
        assertEquals(1e-200, grad((Tensor x) -> Ops.acosh(x)).apply(Tensor.scalar(1e200)).item(), 1e-215);
        assertEquals(1e-20, grad((Tensor x) -> Ops.acosh(x)).apply(Tensor.scalar(1e20, DType.F32)).item(), 1e-26);
        assertEquals(Double.NaN, grad((Tensor x) -> Ops.acosh(x)).apply(Tensor.scalar(-2)).item());
    }

    @Test
    void theErrorFunctionEndsAtInfinity() {
        for (DType type : DType.values()) {
            Tensor ends = Tensor.of(-INF, -1e30, 1e30, INF, Double.NaN).to(type);
            assertArrayEquals(new double[] {-1, -1, 1, 1, Double.NaN}, Ops.erf(ends).toArray());
            assertArrayEquals(new double[] {2, 2, 0, 0, Double.NaN}, Ops.erfc(ends).toArray());
            assertArrayEquals(new double[] {1e30, INF}, Ops.gelu(ends).slice(0, 2, 4).toArray(), 1e23);
        }
    }

    /** Where e^-x or e^x does not fit. With s = 1/(1 + e^-x): silu' = s + x s (1 - s), silu'' = s (1 - s) (2 + x (1 - 2 s)). */
    @Test
    void logisticFunctionsHaveSecondDerivativesEverywhere() {
        for (DType type : DType.values()) {
            double tiny = type == DType.F64 ? 1e-300 : 1e-37;
            double rounding = type == DType.F64 ? 1e-14 : 1e-5;
            for (double x : new double[] {-1e8, -1000, -745, -100, -88, -20, -1, 0, 1, 20, 88, 100, 745, 1000, 1e8}) {
                double s = 1 / (1 + Math.exp(-x));
                double bell = Math.exp(-Math.abs(x)) / Math.pow(1 + Math.exp(-Math.abs(x)), 2);
                Tensor at = Tensor.scalar(x, type);
                check(s, bell, Ops::softplus, at, rounding, tiny);
                check(1 - s, -bell, Ops::logSigmoid, at, rounding, rounding);
                check(s + x * bell, bell * (2 - x * Math.tanh(x / 2)), Ops::silu, at, rounding, rounding);
            }
        }
    }

    private static void check(double slope, double curvature, Function<Tensor, Tensor> f, Tensor at, double rounding, double tiny) {
        assertEquals(slope, grad(f).apply(at).item(), rounding * Math.abs(slope) + tiny);
        assertEquals(curvature, hvp(f, at, Tensor.scalar(1, at.dtype())).item(), rounding * Math.abs(curvature) + tiny);
    }

    @Test
    void theLogisticFunctionKeepsItsDigitsInTheTail() {
        for (double x : new double[] {-30, -300, -700, -740}) {
            assertEquals(1, Ops.sigmoid(Tensor.scalar(x)).item() / Math.exp(x), x < -709 ? 1e-2 : 1e-12);
        }
    }
}
