package org.foldgrad.autodiff.kernel.fourier;

/**
 * Discrete Fourier transforms of real rows, of any length: {@code X[k] = sum over t of x[t] e^(-2 pi i k t / n)}. Complex values are
 * interleaved, real part first; of n values the n/2 + 1 up to the highest frequency are kept, the others are their conjugates.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public interface FftLoops<A> {
    /** x [rows, n] to y [rows, n/2 + 1, 2]. */
    void forward(A x, int rows, int n, A y);

    /** x [rows, n/2 + 1, 2] to y [rows, n], divided by n; imaginary parts that a real signal cannot have are not read. */
    void inverse(A x, int rows, int n, A y);

    /** The loops for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> FftLoops<A> of(A array) {
        return (FftLoops<A>) (array instanceof double[] ? new DoubleFftLoops() : new FloatFftLoops());
    }
}
