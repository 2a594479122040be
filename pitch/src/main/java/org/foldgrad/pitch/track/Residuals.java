package org.foldgrad.pitch.track;

/**
 * Room for what a fold leaves, sample by sample.
 *
 * @param stride samples from one that is read to the next
 * @param psi    where a sample falls, samples from the first knot
 * @param e      the residual: the signal there less the sample
 * @param slope  derivative of e by psi, times ln 2 / f(psi)
 */
record Residuals(int stride, double[] psi, double[] e, double[] slope) {
    Residuals(int stride, int samples) {
        this(stride, new double[samples], new double[samples], new double[samples]);
    }
}
