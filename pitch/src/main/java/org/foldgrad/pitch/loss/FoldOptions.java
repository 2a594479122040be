package org.foldgrad.pitch.loss;

/**
 * What a fold loss compares and how it weighs it. Immutable; start from {@link #defaults()}.
 *
 * @param folds        how many periods ahead {@code PhaseFold} looks: x(t) is compared with the signal 1, 2 .. folds cycles later
 * @param quadrature   points per cycle at which {@code WalkFold} compares segments
 * @param eps          amplitude below which a difference no longer counts: smooths the norm of {@code WalkFold}, floors the local energy of
 *                     {@code PhaseFold}
 * @param energyWindow length in samples of the window over which {@code PhaseFold} measures the local energy it divides by; 0 divides by the
 *                     energy of the whole
 * @param decimation   {@code PhaseFold} compares every decimation-th sample
 */
public record FoldOptions(int folds, int quadrature, double eps, int energyWindow, int decimation) {
    private static final FoldOptions DEFAULTS = new FoldOptions(1, 128, 1e-4, 1024, 1);

    /** Refuses counts that are not positive, and a negative or infinite eps. */
    public FoldOptions {
        atLeast("folds", folds, 1);
        atLeast("quadrature", quadrature, 1);
        atLeast("energyWindow", energyWindow, 0);
        atLeast("decimation", decimation, 1);
        if (!(eps >= 0) || !Double.isFinite(eps)) {
            throw new IllegalArgumentException("eps is " + eps + "; it is an amplitude, so 0 or more and finite");
        }
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at least " + least);
        }
    }

    /** One fold, 128 points per cycle, eps 1e-4, energy over 1024 samples, every sample. */
    public static FoldOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another number of folds. */
    public FoldOptions withFolds(int count) {
        return new FoldOptions(count, quadrature, eps, energyWindow, decimation);
    }

    /** The same with another number of points per cycle. */
    public FoldOptions withQuadrature(int points) {
        return new FoldOptions(folds, points, eps, energyWindow, decimation);
    }

    /** The same with another smoothing of the norm. */
    public FoldOptions withEps(double amplitude) {
        return new FoldOptions(folds, quadrature, amplitude, energyWindow, decimation);
    }

    /** The same with another window for the local energy. */
    public FoldOptions withEnergyWindow(int samples) {
        return new FoldOptions(folds, quadrature, eps, samples, decimation);
    }

    /** The same, comparing every {@code step}-th sample. */
    public FoldOptions withDecimation(int step) {
        return new FoldOptions(folds, quadrature, eps, energyWindow, step);
    }
}
