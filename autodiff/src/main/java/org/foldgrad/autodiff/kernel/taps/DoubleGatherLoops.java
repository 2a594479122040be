package org.foldgrad.autodiff.kernel.taps;

import static java.lang.Math.fma;

/**
 * Reading. Scalar on purpose: two or four loads and their arithmetic beat the vector unit's gather. All kernels of four taps that are one
 * cubic a tap share a loop with their derivatives; positions near the ends leave the fast path.
 *
 * <p>Positions, weights and sums, declared {@code var}, have 64 bits whatever the element type.
 */
@SuppressWarnings("cast")
final class DoubleGatherLoops implements GatherLoops<double[]> {

    @Override
    public void gather(TapGrid grid, double[] samples, int row, Positions positions, double[] out, int at) {
        switch (grid.table().form()) {
            case LINES -> lines(grid, null, samples, row, positions, 0, positions.size(), out, null, at);
            case SLOPES_OF_LINES -> slopesOfLines(grid, samples, row, positions, out, at);
            case CUBICS -> cubics(grid, null, samples, row, positions, out, null, at);
            case ANY -> many(grid, samples, row, positions, out, at);
        }
    }

    @Override
    public void gatherWithSlopes(TapGrid grid, TapGrid slope, double[] samples, int row, Positions positions, double[] out, double[] slopes,
            int at) {
        switch (grid.table().form()) {
            case LINES -> lines(grid, slope, samples, row, positions, 0, positions.size(), out, slopes, at);
            case CUBICS -> cubics(grid, slope, samples, row, positions, out, slopes, at);
            case SLOPES_OF_LINES, ANY -> {
                gather(grid, samples, row, positions, out, at);
                gather(slope, samples, row, positions, slopes, at);
            }
        }
    }

    @Override
    public void scatter(TapGrid grid, double[] gradient, int row, Positions positions, double[] cotangent, int at) {
        DoubleScatterLoops.scatter(grid, gradient, row, positions, cotangent, at);
    }

    /** {@code slopes} and its grid may be null: a test that does not change in the loop costs nothing. */
    static void lines(TapGrid grid, TapGrid slope, double[] samples, int row, Positions positions, int from, int to, double[] out,
            double[] slopes, int at) {
        var low = grid.low();
        var high = grid.high();
        int lead = row + grid.lead();
        for (int i = from; i < to; i++) {
            var x = positions.get(i);
            if (x >= low && x < high) {
                int cell = (int) x;
                var here = samples[lead + cell];
                var rise = samples[lead + cell + 1] - here;
                out[at + i] = (double) fma(x - cell, rise, here);
                if (slopes != null) {
                    slopes[at + i] = rise;
                }
            } else {
                out[at + i] = anywhere(grid, samples, row, positions, i);
                if (slopes != null) {
                    slopes[at + i] = anywhere(slope, samples, row, positions, i);
                }
            }
        }
    }

    private static void slopesOfLines(TapGrid grid, double[] samples, int row, Positions positions, double[] out, int at) {
        var low = grid.low();
        var high = grid.high();
        int lead = row + grid.lead();
        for (int i = 0; i < positions.size(); i++) {
            var x = positions.get(i);
            if (x >= low && x < high) {
                int cell = (int) x;
                out[at + i] = samples[lead + cell + 1] - samples[lead + cell];
            } else {
                out[at + i] = anywhere(grid, samples, row, positions, i);
            }
        }
    }

    private static void cubics(TapGrid grid, TapGrid slope, double[] samples, int row, Positions positions, double[] out,
            double[] slopes, int at) {
        var k = grid.table().coefficients();
        var a0 = k[0];
        var a1 = k[1];
        var a2 = k[2];
        var a3 = k[3];
        var b0 = k[4];
        var b1 = k[5];
        var b2 = k[6];
        var b3 = k[7];
        var c0 = k[8];
        var c1 = k[9];
        var c2 = k[10];
        var c3 = k[11];
        var d0 = k[12];
        var d1 = k[13];
        var d2 = k[14];
        var d3 = k[15];
        var low = grid.low();
        var high = grid.high();
        int lead = row + grid.lead();
        for (int i = 0; i < positions.size(); i++) {
            var x = positions.get(i);
            if (x >= low && x < high) {
                int cell = (int) x;
                var f = x - cell;
                int s = lead + cell;
                var p0 = samples[s];
                var p1 = samples[s + 1];
                var p2 = samples[s + 2];
                var p3 = samples[s + 3];
                var a = fma(a1, p1, fma(a2, p2, fma(a0, p0, a3 * p3)));
                var b = fma(b1, p1, fma(b2, p2, fma(b0, p0, b3 * p3)));
                var c = fma(c1, p1, fma(c2, p2, fma(c0, p0, c3 * p3)));
                var d = fma(d1, p1, fma(d2, p2, fma(d0, p0, d3 * p3)));
                out[at + i] = (double) fma(f, fma(f, fma(f, d, c), b), a);
                if (slopes != null) {
                    slopes[at + i] = (double) fma(f, fma(f, 3 * d, 2 * c), b);
                }
            } else {
                out[at + i] = anywhere(grid, samples, row, positions, i);
                if (slopes != null) {
                    slopes[at + i] = anywhere(slope, samples, row, positions, i);
                }
            }
        }
    }

    private static void many(TapGrid grid, double[] samples, int row, Positions positions, double[] out, int at) {
        var low = grid.low();
        var high = grid.high();
        int lead = row + grid.lead();
        var weights = grid.scratch();
        for (int i = 0; i < positions.size(); i++) {
            var x = positions.get(i);
            if (x >= low && x < high) {
                int cell = (int) x;
                grid.table().weights(x - cell, weights);
                int s = lead + cell;
                var even = 0.0;
                var odd = 0.0;
                for (int t = 0; t < weights.length; t += 2) {
                    even = fma(weights[t], samples[s + t], even);
                    odd = fma(weights[t + 1], samples[s + t + 1], odd);
                }
                out[at + i] = (double) (even + odd);
            } else {
                out[at + i] = anywhere(grid, samples, row, positions, i);
            }
        }
    }

    private static double anywhere(TapGrid grid, double[] samples, int row, Positions positions, int i) {
        if (!grid.locate(positions.get(i))) {
            return (double) Double.NaN;
        }
        var weights = grid.weights();
        var sum = 0.0;
        for (int t = 0; t < weights.length; t++) {
            int slot = grid.slot(t);
            if (slot >= 0) {
                sum = fma(weights[t], samples[row + slot], sum);
            }
        }
        return (double) sum;
    }
}
