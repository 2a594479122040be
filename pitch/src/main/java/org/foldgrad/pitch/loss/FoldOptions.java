package org.foldgrad.pitch.loss;

import java.util.Arrays;
import java.util.Objects;
import org.foldgrad.autodiff.gather.Interpolation;

/**
 * What a fold loss compares and how it weighs it. Immutable; start from {@link #defaults()}.
 *
 * @param interpolation how audio is read between samples; kernels of up to four samples are fast
 * @param folds        how many periods ahead {@code PhaseFold} looks: x(t) is compared with the signal 1, 2 .. folds cycles later
 * @param quadrature   points per cycle at which {@code WalkFold} compares segments
 * @param eps          amplitude below which a difference no longer counts: smooths the norm of {@code WalkFold}, floors the local energy of
 *                     {@code PhaseFold}
 * @param energyWindow length in samples of the window over which {@code PhaseFold} measures the local energy it divides by; 0 divides by the
 *                     energy of the whole
 * @param decimation   {@code PhaseFold} compares every decimation-th sample
 * @param voicing      how much each knot counts in {@code PhaseFold}, 0 (unvoiced) to 1; null where all count 1
 */
public record FoldOptions(Interpolation interpolation, int folds, int quadrature, double eps, int energyWindow, int decimation,
    double[] voicing) {
    private static final FoldOptions DEFAULTS = new FoldOptions(Interpolation.bSpline(), 1, 128, 1e-4, 1024, 1, null);

    /** Refuses counts that are not positive, a negative or infinite eps, and voicing outside 0 to 1. The voicing is copied. */
    public FoldOptions {
        Objects.requireNonNull(interpolation, "interpolation");
        atLeast("folds", folds, 1);
        atLeast("quadrature", quadrature, 1);
        atLeast("energyWindow", energyWindow, 0);
        atLeast("decimation", decimation, 1);
        if (!(eps >= 0) || !Double.isFinite(eps)) {
            throw new IllegalArgumentException("eps is " + eps + "; it is an amplitude, so 0 or more and finite");
        }
        if (voicing != null) {
            Checks.voicing(voicing);
            voicing = voicing.clone();
        }
    }

    /** A copy of the voicing; null where all knots count 1. */
    @Override
    public double[] voicing() {
        return voicing == null ? null : voicing.clone();
    }

    // a record would compare the arrays by identity
    @Override
    public boolean equals(Object other) {
        return other instanceof FoldOptions options && Arrays.deepEquals(parts(), options.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(parts());
    }

    private Object[] parts() {
        return new Object[] {interpolation, folds, quadrature, eps, energyWindow, decimation, voicing};
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at least " + least);
        }
    }

    /** B-spline, one fold, 128 points per cycle, eps 1e-4, energy over 1024 samples, every sample, all voiced. */
    public static FoldOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another interpolation of the audio. */
    public FoldOptions withInterpolation(Interpolation kernel) {
        return new FoldOptions(kernel, folds, quadrature, eps, energyWindow, decimation, voicing);
    }

    /** The same with another number of folds. */
    public FoldOptions withFolds(int count) {
        return new FoldOptions(interpolation, count, quadrature, eps, energyWindow, decimation, voicing);
    }

    /** The same with another number of points per cycle. */
    public FoldOptions withQuadrature(int points) {
        return new FoldOptions(interpolation, folds, points, eps, energyWindow, decimation, voicing);
    }

    /** The same with another smoothing of the norm. */
    public FoldOptions withEps(double amplitude) {
        return new FoldOptions(interpolation, folds, quadrature, amplitude, energyWindow, decimation, voicing);
    }

    /** The same with another window for the local energy. */
    public FoldOptions withEnergyWindow(int samples) {
        return new FoldOptions(interpolation, folds, quadrature, eps, samples, decimation, voicing);
    }

    /** The same, comparing every {@code step}-th sample. */
    public FoldOptions withDecimation(int step) {
        return new FoldOptions(interpolation, folds, quadrature, eps, energyWindow, step, voicing);
    }

    /**
     * The same with another voicing: one number a knot, linear in between. Where a pair of samples ends on a knot at which it turns, the loss has a
     * kink, of the size of that one pair.
     */
    public FoldOptions withVoicing(double... perKnot) {
        return new FoldOptions(interpolation, folds, quadrature, eps, energyWindow, decimation, perKnot);
    }

    /** Whether audio between two samples is a cubic of four of them, as the hand-written losses need it. */
    boolean isCubic() {
        return interpolation.support() <= 4;
    }

    /** Refuses a voicing of another number of knots. */
    public void checkVoicing(int knots) {
        if (voicing != null && voicing.length != knots) {
            throw new IllegalArgumentException("the voicing has " + voicing.length + " values for " + knots + " knots; it needs one for each");
        }
    }

    /** The voicing of {@code knots} knots, a new array, with that of the last knot 0: pairs then leave at the end without a jump. */
    double[] voicing(int knots) {
        checkVoicing(knots);
        double[] v = voicing();
        if (v == null) {
            v = new double[knots];
            Arrays.fill(v, 1);
        }
        v[knots - 1] = 0;
        return v;
    }
}
