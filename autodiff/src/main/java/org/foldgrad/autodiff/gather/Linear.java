package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.kernel.taps.TapTable;

/**
 * The straight line between neighbours: {@code h(x) = 1 - |x|} for |x| ≤ 1. Continuous; its slope jumps at every sample, so a loss made of
 * it has kinks there, and its curvature is zero.
 */
public record Linear() implements Interpolation {
    static final TapTable TABLE = new TapTable(1, 2, 1, new double[] {
        1, 0,
        -1, 1,
    });
}
