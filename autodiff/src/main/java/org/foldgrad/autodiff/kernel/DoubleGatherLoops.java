package org.foldgrad.autodiff.kernel;

import static java.lang.Math.fma;

/**
 * Reading. Scalar on purpose: two or four loads and their arithmetic beat the vector unit's gather. All kernels of four taps that are one
 * cubic a tap share a loop with their derivatives; positions near the ends leave the fast path.
 *
 * <p>Locals declared {@code var} have 64 bits whatever the element type.
 */
@SuppressWarnings("cast")
final class DoubleGatherLoops implements GatherLoops<double[]> {

    @Override
    public void gather(TapGrid grid, double[] samples, int row, Positions positions, double[] out, int at) {
        switch (grid.table().form()) {
            case LINES -> lines(grid, samples, row, positions, out, at);
            case SLOPES_OF_LINES -> slopesOfLines(grid, samples, row, positions, out, at);
            case CUBICS -> cubics(grid, samples, row, positions, out, at);
            case ANY -> many(grid, samples, row, positions, out, at);
        }
    }

    @Override
    public void scatter(TapGrid grid, double[] gradient, int row, Positions positions, double[] cotangent, int at) {
        DoubleScatterLoops.scatter(grid, gradient, row, positions, cotangent, at);
    }

    private static void lines(TapGrid grid, double[] samples, int row, Positions positions, double[] out, int at) {
        var low = grid.low();
        var high = grid.high();
        int lead = row + grid.lead();
        for (int i = 0; i < positions.size(); i++) {
            var x = positions.get(i);
            if (x >= low && x < high) {
                int cell = (int) x;
                var here = samples[lead + cell];
                out[at + i] = (double) fma(x - cell, samples[lead + cell + 1] - here, here);
            } else {
                out[at + i] = anywhere(grid, samples, row, positions, i);
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

    private static void cubics(TapGrid grid, double[] samples, int row, Positions positions, double[] out, int at) {
        var c = grid.table().coefficients();
        var a0 = c[0];
        var a1 = c[1];
        var a2 = c[2];
        var a3 = c[3];
        var b0 = c[4];
        var b1 = c[5];
        var b2 = c[6];
        var b3 = c[7];
        var c0 = c[8];
        var c1 = c[9];
        var c2 = c[10];
        var c3 = c[11];
        var d0 = c[12];
        var d1 = c[13];
        var d2 = c[14];
        var d3 = c[15];
        var low = grid.low();
        var high = grid.high();
        int lead = row + grid.lead();
        for (int i = 0; i < positions.size(); i++) {
            var x = positions.get(i);
            if (x >= low && x < high) {
                int cell = (int) x;
                var f = x - cell;
                int s = lead + cell;
                var w0 = fma(f, fma(f, fma(f, d0, c0), b0), a0);
                var w1 = fma(f, fma(f, fma(f, d1, c1), b1), a1);
                var w2 = fma(f, fma(f, fma(f, d2, c2), b2), a2);
                var w3 = fma(f, fma(f, fma(f, d3, c3), b3), a3);
                out[at + i] = (double) fma(w0, samples[s], fma(w1, samples[s + 1], fma(w2, samples[s + 2], w3 * samples[s + 3])));
            } else {
                out[at + i] = anywhere(grid, samples, row, positions, i);
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
