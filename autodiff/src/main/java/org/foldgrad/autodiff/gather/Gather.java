package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.Tensor;

/** Continuous-index gather: reading a sampled signal at real-valued positions, differentiable in the signal and in the positions. */
public final class Gather {
    private Gather() {}

    /**
     * {@code y[..., i] = sum over n of c[..., n] h(index[i] - n)} with the kernel h and the coefficients c of the interpolation.
     *
     * @param signal        samples [..., N], f32 or f64
     * @param index         positions in samples, f64, of any shape; they apply to every row of the signal
     * @param interpolation how values between samples are made
     * @param boundary      how the signal goes on beyond its ends
     * @return values [..., shape of index], of the signal's type
     * @throws org.foldgrad.autodiff.AutodiffException if the signal is a scalar, the index is not f64, the signal is empty and the index is
     *                                                 not, or under {@link Boundary#strict} an index is outside [0, N-1]
     * @see Interpolant to read one signal many times
     */
    public static Tensor gather(Tensor signal, Tensor index, Interpolation interpolation, Boundary boundary) {
        return Interpolant.of(signal, interpolation, boundary).at(index);
    }
}
