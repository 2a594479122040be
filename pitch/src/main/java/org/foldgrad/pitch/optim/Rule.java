package org.foldgrad.pitch.optim;

/** How a gradient becomes a step: first-order rules that keep a few running vectors. Immutable; what changes is in {@link Moments}. */
public sealed interface Rule permits Sgd, Adam, RmsProp {
    /** Number of running vectors. */
    int slots();

    /**
     * Moves {@code x} by one step against {@code gradient}, in place and without allocation.
     *
     * @param rate learning rate, already scheduled
     */
    void step(double[] x, double[] gradient, double rate, Moments moments);

    /** Refuses a coefficient outside [0, 1). */
    static void fraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must lie in [0, 1)");
        }
    }

    /** Refuses a negative or non-finite value. */
    static void notNegative(String name, double value) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be finite and at least 0");
        }
    }

    /** Refuses a value that is not positive and finite. */
    static void positive(String name, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be positive and finite");
        }
    }
}
