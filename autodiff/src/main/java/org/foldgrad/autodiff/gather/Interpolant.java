package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Tensor;

/**
 * A sampled signal as a function of a real position: {@code y(x) = sum over n of c[n] h(x - n)}, with its slope and curvature. What must
 * be computed once for a signal, the coefficients of a {@link BSpline}, is computed here; reading it often then costs only the reads.
 *
 * <p>The signal is [..., N], f32 or f64; positions are f64 tensors of any shape, in samples, and apply to every row: results are
 * [..., positions' shape], of the signal's type. Gradients of every order flow to the signal and to the positions.
 */
public final class Interpolant {
    private final Tensor rows;
    private final Sampling sampling;

    private Interpolant(Tensor rows, Sampling sampling) {
        this.rows = rows;
        this.sampling = sampling;
    }

    /**
     * The function through the samples of {@code signal}.
     *
     * @throws AutodiffException if the signal is a scalar
     */
    public static Interpolant of(Tensor signal, Interpolation interpolation, Boundary boundary) {
        if (signal.shape().isScalar()) {
            throw new AutodiffException("gather: the signal is a scalar, but must have an axis of samples, [..., N]");
        }
        Tensor rows = interpolation instanceof BSpline ? new SplineOp(Sampling.edge(boundary)).on(signal) : signal;
        return new Interpolant(rows, Sampling.of(interpolation, boundary));
    }

    /**
     * The value at each position.
     *
     * @throws AutodiffException if the index is not f64, the signal is empty and the index is not, or under {@link Boundary#strict} an index
     *                           is outside [0, N-1]
     */
    public Tensor at(Tensor index) {
        return new GatherOp(sampling).on(rows, index);
    }

    /** The slope dy/dx at each position, per sample; see {@link #at}. */
    public Tensor slope(Tensor index) {
        return new GatherOp(sampling.slope()).on(rows, index);
    }

    /** The curvature d²y/dx² at each position; see {@link #at}. */
    public Tensor curvature(Tensor index) {
        return new GatherOp(sampling.slope().slope()).on(rows, index);
    }
}
