package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.fourier.FftLoops;

/**
 * Fourier transforms of real signals along the last axis, of any length. A complex number is a pair on a trailing axis of size 2: real
 * part, imaginary part. Of n frequencies the n/2 + 1 up to the highest are kept; the others are their conjugates.
 */
public final class Fourier {
    private Fourier() {}

    /**
     * X[..., k] = sum over t of x[..., t] e^(-2πi k t / n), k = 0 .. n/2: from [..., n] to [..., n/2 + 1, 2].
     *
     * @throws AutodiffException if x has no axis or n = 0
     */
    public static Tensor rfft(Tensor x) {
        return new Forward(1, 1).on(x);
    }

    /**
     * The inverse of {@link #rfft}: from [..., n/2 + 1, 2] to [..., n]. The imaginary parts at k = 0 and, if n is even, k = n/2 do not
     * matter: a real signal has none.
     *
     * @param n number of samples; even or odd cannot be told from the input
     * @throws AutodiffException if x does not have the shape that n asks for
     */
    public static Tensor irfft(Tensor x, int n) {
        return new Inverse(n, 1, 1).on(x);
    }

    /**
     * The weights of the frequencies: {@code once} for those that stand for themselves, {@code twice} for those that stand for their
     * conjugates too.
     */
    private static Tensor weights(Shape complex, int n, double once, double twice, DType dtype) {
        double[] w = new double[complex.size()];
        int half = n / 2 + 1;
        for (int i = 0; i < w.length; i++) {
            int k = i / 2 % half;
            w[i] = k == 0 || 2 * k == n ? once : twice;
        }
        return Tensor.of(w, complex.toArray()).to(dtype);
    }

    /** The transform, then a factor for each frequency. */
    private static final class Forward extends LinearOp {
        private final double once;
        private final double twice;

        Forward(double once, double twice) {
            super("rfft");
            this.once = once;
            this.twice = twice;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Shape shape = in[0].shape();
            if (shape.isScalar() || shape.dim(-1) == 0) {
                throw error("shape " + shape + " has no samples; [..., n] with n >= 1 is expected");
            }
            int n = shape.dim(-1);
            Shape complex = shape.with(-1, n / 2 + 1).then(Shape.of(2));
            Tensor out = work.empty(complex, in[0].dtype());
            FftLoops.of(out.live()).forward(in[0].live(), shape.size() / n, n, out.live());
            return once == 1 && twice == 1 ? out : out.times(weights(complex, n, once, twice, out.dtype()));
        }

        /** Sum over k of Re(g[k] e^(2πi k t / n)), and the inverse counts each inner frequency twice and divides by n. */
        @Override
        Op transpose(Shape in) {
            int n = in.dim(-1);
            return new Inverse(n, n * once, n * twice / 2);
        }
    }

    /** A factor for each frequency, then the inverse transform. */
    private static final class Inverse extends LinearOp {
        private final int n;
        private final double once;
        private final double twice;

        Inverse(int n, double once, double twice) {
            super("irfft");
            this.n = n;
            this.once = once;
            this.twice = twice;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Shape shape = in[0].shape();
            if (n < 1 || shape.rank() < 2 || shape.dim(-1) != 2 || shape.dim(-2) != n / 2 + 1) {
                throw error("shape " + shape + " for " + n + " samples; [..., n/2 + 1, 2] with n >= 1 is expected");
            }
            Tensor x = once == 1 && twice == 1 ? in[0] : in[0].times(weights(shape, n, once, twice, in[0].dtype()));
            Tensor out = work.empty(shape.without(-1).with(-1, n), in[0].dtype());
            FftLoops.of(out.live()).inverse(x.live(), out.size() / n, n, out.live());
            return out;
        }

        @Override
        Op transpose(Shape in) {
            return new Forward(once / n, 2 * twice / n);
        }
    }
}
