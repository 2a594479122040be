package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.kernel.taps.TapTable;

/**
 * The cubic between two samples whose slopes there are central differences: {@code h(x) = 1 - 5/2 x^2 + 3/2 |x|^3} for |x| ≤ 1,
 * {@code 2 - 4 |x| + 5/2 x^2 - 1/2 |x|^3} for 1 ≤ |x| ≤ 2. Continuous slope; parabolas are reproduced. E. Catmull and R. Rom 1974, A class
 * of local interpolating splines; the same kernel is R. Keys 1981, Cubic convolution interpolation, with a = -1/2. (With the other common
 * choice, a = -3/4, the error of the slope does not vanish however finely a signal is sampled: it is not offered.)
 */
public record CatmullRom() implements Interpolation {
    static final TapTable TABLE = new TapTable(1, 4, 3, new double[] {
        0, 1, 0, 0,
        -0.5, 0, 0.5, 0,
        1, -2.5, 2, -0.5,
        -0.5, 1.5, -1.5, 0.5,
    });
}
