package org.foldgrad.autodiff.kernel.taps;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.foldgrad.autodiff.kernel.Backend;

/** The weights of kernels of many taps, a vector of taps at a time. */
final class TapVectors {
    private static final VectorSpecies<Double> S = VectorSpecies.of(double.class, VectorShape.forBitSize(Backend.chosen().bits));
    private static final int L = S.length();

    private TapVectors() {}

    /** {@link TapTable#weights} for as many taps as fill vectors, with the same bits; returns how many those are. */
    static int weights(double[] coefficients, int bottom, int taps, int degree, double r, double[] weights) {
        int whole = taps / L * L;
        DoubleVector x = DoubleVector.broadcast(S, r);
        for (int t = 0; t < whole; t += L) {
            int row = bottom + t + degree * taps;
            DoubleVector w = DoubleVector.fromArray(S, coefficients, row);
            while (row > bottom + t) {
                row -= taps;
                // not w.fma(x, ..): HotSpot may not know the class of a vector that comes round the loop
                w = x.fma(w, DoubleVector.fromArray(S, coefficients, row));
            }
            w.intoArray(weights, t);
        }
        return whole;
    }
}
