package org.foldgrad.autodiff.kernel.dense;

import org.foldgrad.autodiff.kernel.Backend;

/**
 * Convolutions (as in machine learning: the weights are not reversed) and their two gradients, each reduced to {@link PanelLoops}: the
 * signal is laid out so that what one tap reads for successive outputs is contiguous, whatever the stride and dilation.
 *
 * @param <A> the array type
 */
public interface ConvLoops<A> {
    /** {@code y[b, o, t] += sum over c, k of w[o, c, k] x[b, c, t stride + k dilation - padding]}. */
    void addOutput(ConvShape s, A x, A w, A y);

    /** {@code dx[b, c, i] += sum over o, t, k with t stride + k dilation - padding = i of w[o, c, k] dy[b, o, t]}. */
    void addInputGradient(ConvShape s, A w, A dy, A dx);

    /** {@code dw[o, c, k] += sum over b, t of dy[b, o, t] x[b, c, t stride + k dilation - padding]}. */
    void addWeightGradient(ConvShape s, A x, A dy, A dw);

    /** The loops of this run's backend for arrays of this type. */
    static <A> ConvLoops<A> of(A array) {
        return of(array, Backend.chosen());
    }

    /** The loops of a backend for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> ConvLoops<A> of(A array, Backend backend) {
        if (array instanceof double[]) {
            return (ConvLoops<A>) new DoubleConvLoops(backend);
        }
        return (ConvLoops<A>) new FloatConvLoops(backend);
    }
}
