package org.foldgrad.autodiff.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.foldgrad.autodiff.AutodiffException;

/** The kernels against their formulas. */
class InterpolationTest {
    @Property(tries = 200)
    void linear(@ForAll @DoubleRange(min = -2, max = 2) double x) {
        assertEquals(Math.max(0.0, 1.0 - Math.abs(x)), Interpolation.linear().kernel(x), 1e-15);
    }

    @Property(tries = 200)
    void catmullRom(@ForAll @DoubleRange(min = -3, max = 3) double x) {
        double d = Math.abs(x);
        double h = d <= 1.0 ? 1.0 - 2.5 * d * d + 1.5 * d * d * d : d <= 2.0 ? 2.0 - 4.0 * d + 2.5 * d * d - 0.5 * d * d * d : 0.0;
        assertEquals(h, Interpolation.catmullRom().kernel(x), 1e-14);
    }

    @Property(tries = 200)
    void bSpline(@ForAll @DoubleRange(min = -3, max = 3) double x) {
        double d = Math.abs(x);
        double h = d <= 1.0 ? 2.0 / 3.0 - d * d + 0.5 * d * d * d : d <= 2.0 ? Math.pow(2.0 - d, 3) / 6.0 : 0.0;
        assertEquals(h, Interpolation.bSpline().kernel(x), 1e-14);
    }

    @Property(tries = 200)
    void windowedSinc(@ForAll @DoubleRange(min = -8, max = 8) double x) {
        double sum = 0.0;
        for (int n = -8; n <= 8; n++) {
            sum += windowed(x - Math.rint(x) - n);
        }
        assertEquals(windowed(x) / sum, Interpolation.windowedSinc().kernel(x), 1e-13);
    }

    private static double windowed(double x) {
        double q = 1.0 - x * x / 64.0;
        double sinc = x == 0.0 ? 1.0 : Math.sin(Math.PI * x) / (Math.PI * x);
        return q <= 0.0 ? 0.0 : sinc * q * bessel2(9.0 * Math.sqrt(q)) / bessel2(9.0);
    }

    @Property(tries = 200)
    void constantsAreReadExactly(@ForAll @DoubleRange(min = 0, max = 1) double f) {
        for (Interpolation kernel : BoundTest.KERNELS) {
            double sum = 0.0;
            double slopes = 0.0;
            for (int n = -kernel.support() / 2; n <= kernel.support() / 2 + 1; n++) {
                sum += kernel.kernel(f - n);
                slopes += kernel.slope(f - n);
            }
            assertEquals(1.0, sum, 1e-14);
            assertEquals(0.0, slopes, 1e-11);
        }
    }

    /** The modified Bessel function I2 by the trapezoidal rule on its integral, exact to rounding for a periodic integrand. */
    private static double bessel2(double z) {
        double sum = 0.0;
        for (int k = 0; k < 64; k++) {
            double angle = 2.0 * Math.PI * k / 64;
            sum += Math.exp(z * Math.cos(angle)) * Math.cos(2.0 * angle);
        }
        return sum / 64;
    }

    @Property(tries = 200)
    void slopeAndCurvatureAreDerivatives(@ForAll @DoubleRange(min = -8.4, max = 8.4) double x) {
        double step = 1e-3;
        double knot = Math.abs(x - Math.rint(x));
        if (knot < 2.0 * step) {
            return;
        }
        for (Interpolation kernel : BoundTest.KERNELS) {
            double slope = (kernel.kernel(x + step) - kernel.kernel(x - step)) / (2.0 * step);
            double curvature = (kernel.slope(x + step) - kernel.slope(x - step)) / (2.0 * step);
            assertEquals(slope, kernel.slope(x), 1e-5);
            assertEquals(curvature, kernel.curvature(x), 1e-5);
        }
    }

    @Example
    void smoothKernelsHaveNoJumpAtKnots() {
        for (Interpolation kernel : new Interpolation[] {Interpolation.bSpline(), Interpolation.windowedSinc()}) {
            for (int knot = -kernel.support() / 2; knot <= kernel.support() / 2; knot++) {
                double before = Math.nextDown((double) knot);
                assertEquals(kernel.kernel(before), kernel.kernel(knot), 1e-14);
                assertEquals(kernel.slope(before), kernel.slope(knot), 1e-11);
                assertEquals(kernel.curvature(before), kernel.curvature(knot), 1e-9);
            }
        }
    }

    @Example
    void supports() {
        assertEquals(2, Interpolation.linear().support());
        assertEquals(4, Interpolation.bSpline().support());
        assertEquals(16, Interpolation.windowedSinc().support());
        assertEquals(Double.NaN, Interpolation.linear().kernel(Double.NaN));
        assertEquals(0.0, Interpolation.windowedSinc().kernel(1e300));
    }

    @Example
    void refusesTapsThatMakeNoKernel() {
        for (int taps : new int[] {0, 2, 7, 34, -4}) {
            assertThrows(AutodiffException.class, () -> Interpolation.windowedSinc(taps));
        }
    }
}
