package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.kernel.taps.TapTable;

/**
 * The cubic spline through all samples: {@code h(x) = 2/3 - x^2 + |x|^3 / 2} for |x| ≤ 1, {@code (2 - |x|)^3 / 6} for 1 ≤ |x| ≤ 2, on
 * coefficients c with {@code (c[n-1] + 4 c[n] + c[n+1]) / 6 = s[n]}. Twice continuously differentiable; cubics are reproduced; the error of
 * the value falls with the fourth power of the sampling interval, that of the slope with the third. The coefficients are a recursive filter
 * of the samples, continued as the {@link Boundary} says; the gradient to the samples runs through the adjoint of that filter. M. Unser 1999,
 * Splines: a perfect fit for signal and image processing.
 */
public record BSpline() implements Interpolation {
    static final TapTable TABLE = new TapTable(1, 4, 3, new double[] {
        1 / 6.0, 4 / 6.0, 1 / 6.0, 0,
        -0.5, 0, 0.5, 0,
        0.5, -1, 0.5, 0,
        -1 / 6.0, 0.5, -0.5, 1 / 6.0,
    });
}
