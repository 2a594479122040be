package org.foldgrad.pitch.loss;

import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Interpolant;
import org.foldgrad.autodiff.gather.Interpolation;

/**
 * A sampled signal as one cubic polynomial per sample interval, so that a value and its slope at a real position cost one row of four
 * neighbouring numbers: x(i + s) = a + b s + c s^2 + d s^3 for 0 &le; s &le; 1.
 *
 * <p>Past its ends the signal is mirrored about its first and last sample; rows exist for positions 0 to N + 2.
 *
 * @param rows a, b, c, d of interval i from index 4 i
 * @param top  position of the last sample
 */
record PiecewiseCubic(double[] rows, int top) {
    /** The polynomials of an interpolation by up to four samples, from its value, slope and curvature at each sample. */
    static PiecewiseCubic of(double[] x, Interpolation interpolation) {
        int intervals = x.length + 2;
        Interpolant signal = Interpolant.of(Tensor.of(x), interpolation, Boundary.reflect());
        double[] value = signal.at(Tensor.range(intervals + 1)).toArray();
        double[] slope = signal.slope(Tensor.range(intervals)).toArray();
        double[] curvature = signal.curvature(Tensor.range(intervals)).toArray();
        double[] rows = new double[4 * intervals];
        for (int i = 0; i < intervals; i++) {
            rows[4 * i] = value[i];
            rows[4 * i + 1] = slope[i];
            rows[4 * i + 2] = curvature[i] / 2;
            rows[4 * i + 3] = value[i + 1] - value[i] - slope[i] - curvature[i] / 2;
        }
        return new PiecewiseCubic(rows, x.length - 1);
    }
}
