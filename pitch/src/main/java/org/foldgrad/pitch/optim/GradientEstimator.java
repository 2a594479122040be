package org.foldgrad.pitch.optim;

import java.util.function.Function;
import org.foldgrad.autodiff.Tensor;

/** A way to find the gradient of a scalar function, or of a smoothed version of it. */
public sealed interface GradientEstimator permits Exact, FiniteDifference, Spsa, GaussianSmoothing {
    /**
     * The gradient of {@code loss} at the vector {@code x}.
     *
     * @param draw number of this estimate: random perturbations depend on the seed and on it alone, so a run can be repeated or resumed
     */
    Estimate estimate(Function<Tensor, Tensor> loss, Tensor x, long draw);

    /** What estimates at many points need no more of than value and gradient, from array to array. */
    @FunctionalInterface
    interface OnArrays {
        /** The value at {@code x}; the gradient is written to {@code gradient}, of the same length. */
        double estimate(double[] x, long draw, double[] gradient);
    }

    /** {@link #estimate} of {@code loss} at many points: the memory of one estimate may serve the next. */
    default OnArrays onArrays(Function<Tensor, Tensor> loss) {
        return (x, draw, gradient) -> {
            Estimate at = estimate(loss, Tensor.of(x), draw);
            System.arraycopy(at.gradient().toArray(), 0, gradient, 0, x.length);
            return at.value();
        };
    }

    /** Cost of one estimate over {@code parameters} parameters, in evaluations of the loss. */
    long evaluations(int parameters);
}
