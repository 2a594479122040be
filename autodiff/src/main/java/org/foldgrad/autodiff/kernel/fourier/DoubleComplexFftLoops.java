package org.foldgrad.autodiff.kernel.fourier;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Complex transforms of one length, in place, over separate real and imaginary parts: {@code X[k] = sum over t of x[t] e^(-2 pi i k t /
 * n)}. With the two arrays exchanged it is the inverse, times n.
 *
 * <p>Lengths of small prime factors: Stockham's self-sorting passes, one for each factor. Others: Bluestein's sum as a convolution of a
 * friendly length.
 */
abstract sealed class DoubleComplexFftLoops permits DoubleMixedRadixLoops, DoubleBluesteinLoops {
    private static final int LARGEST_FACTOR = 31;
    /** Those in use and as many others as there is memory for: a plan is larger than what it transforms. */
    private static final Map<Integer, SoftReference<DoubleComplexFftLoops>> PLANS = new ConcurrentHashMap<>();

    private final int length;

    DoubleComplexFftLoops(int length) {
        this.length = length;
    }

    /** The transform of length {@code n}, made when it is not at hand. */
    static DoubleComplexFftLoops of(int n) {
        SoftReference<DoubleComplexFftLoops> known = PLANS.get(n);
        DoubleComplexFftLoops plan = known == null ? null : known.get();
        if (plan == null) {
            plan = Factors.largest(n) <= LARGEST_FACTOR ? new DoubleMixedRadixLoops(n) : new DoubleBluesteinLoops(n);
            PLANS.put(n, new SoftReference<>(plan));
        }
        return plan;
    }

    final int length() {
        return length;
    }

    /** Replaces x by X. */
    abstract void transform(double[] re, double[] im);
}
