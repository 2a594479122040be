package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.kernel.taps.TapTable;

/** The weights of each interpolation. */
final class Tables {
    private Tables() {}

    static TapTable of(Interpolation interpolation) {
        return switch (interpolation) {
            case Linear linear -> Linear.TABLE;
            case CatmullRom catmullRom -> CatmullRom.TABLE;
            case BSpline bSpline -> BSpline.TABLE;
            case WindowedSinc sinc -> sinc.table();
        };
    }

    /** The kernel at distance x: the weight of the one tap at that distance. */
    static double kernel(TapTable table, double x) {
        double cell = Math.floor(x);
        double tap = 0.5 * table.taps() - 1.0 - cell;
        if (!(tap >= 0.0 && tap < table.taps())) {
            return Double.isNaN(x) ? x : 0.0;
        }
        double[] weights = new double[table.taps()];
        table.weights(x - cell, weights);
        return weights[(int) tap];
    }
}
