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
}
