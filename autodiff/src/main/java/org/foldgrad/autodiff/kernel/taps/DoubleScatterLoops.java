package org.foldgrad.autodiff.kernel.taps;

import static java.lang.Math.fma;

/**
 * The adjoint of {@link DoubleGatherLoops}: adds {@code weight[t] * cotangent[i]} to the gradient of each sample that position i read.
 *
 * <p>Every position adds straight to memory. Keeping the sums of the last cell in registers looks cheaper, but was slower at every
 * spacing tried: its branches are mispredicted, while the processor forwards recent stores to loads almost for free.
 *
 * <p>Positions, weights and sums, declared {@code var}, have 64 bits whatever the element type.
 */
@SuppressWarnings("cast")
final class DoubleScatterLoops {
    private DoubleScatterLoops() {}

    /** Adds to the row of {@code gradient} that is stored from {@code row} on. A position that is NaN adds nothing. */
    static void scatter(TapGrid grid, double[] gradient, int row, Positions positions, double[] cotangent, int at) {
        switch (grid.table().form()) {
            case LINES -> lines(grid, gradient, row, positions, cotangent, at);
            case CUBICS -> cubics(grid, gradient, row, positions, cotangent, at);
            case SLOPES_OF_LINES, ANY -> many(grid, gradient, row, positions, cotangent, at);
        }
    }

    private static void lines(TapGrid grid, double[] gradient, int row, Positions positions, double[] cotangent, int at) {
        var low = grid.low();
        var high = grid.high();
        int lead = row + grid.lead();
        for (int i = 0; i < positions.size(); i++) {
            var x = positions.get(i);
            var g = cotangent[at + i];
            if (x >= low && x < high) {
                int cell = (int) x;
                var right = (x - cell) * g;
                gradient[lead + cell] += (double) (g - right);
                gradient[lead + cell + 1] += (double) right;
            } else {
                anywhere(grid, gradient, row, positions, i, g);
            }
        }
    }

    private static void cubics(TapGrid grid, double[] gradient, int row, Positions positions, double[] cotangent, int at) {
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
            var g = cotangent[at + i];
            if (x >= low && x < high) {
                int cell = (int) x;
                var f = x - cell;
                int s = lead + cell;
                gradient[s] += (double) (fma(f, fma(f, fma(f, d0, c0), b0), a0) * g);
                gradient[s + 1] += (double) (fma(f, fma(f, fma(f, d1, c1), b1), a1) * g);
                gradient[s + 2] += (double) (fma(f, fma(f, fma(f, d2, c2), b2), a2) * g);
                gradient[s + 3] += (double) (fma(f, fma(f, fma(f, d3, c3), b3), a3) * g);
            } else {
                anywhere(grid, gradient, row, positions, i, g);
            }
        }
    }

    private static void many(TapGrid grid, double[] gradient, int row, Positions positions, double[] cotangent, int at) {
        var low = grid.low();
        var high = grid.high();
        int lead = row + grid.lead();
        var weights = grid.scratch();
        for (int i = 0; i < positions.size(); i++) {
            var x = positions.get(i);
            var g = cotangent[at + i];
            if (x >= low && x < high) {
                int cell = (int) x;
                grid.table().weights(x - cell, weights);
                for (int t = 0; t < weights.length; t++) {
                    gradient[lead + cell + t] += (double) (weights[t] * g);
                }
            } else {
                anywhere(grid, gradient, row, positions, i, g);
            }
        }
    }

    private static void anywhere(TapGrid grid, double[] gradient, int row, Positions positions, int i, double g) {
        if (!grid.locate(positions.get(i))) {
            return;
        }
        var weights = grid.weights();
        for (int t = 0; t < weights.length; t++) {
            int slot = grid.slot(t);
            if (slot >= 0) {
                gradient[row + slot] += (double) (weights[t] * g);
            }
        }
    }
}
