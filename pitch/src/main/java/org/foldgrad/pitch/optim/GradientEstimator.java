package org.foldgrad.pitch.optim;

import java.util.function.BiFunction;
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

    /** {@link #estimate} of {@code loss} as a function of x and draw, for many points: the memory of one estimate may serve the next. */
    default BiFunction<Tensor, Long, Estimate> of(Function<Tensor, Tensor> loss) {
        return (x, draw) -> estimate(loss, x, draw);
    }

    /** Cost of one estimate over {@code parameters} parameters, in evaluations of the loss. */
    long evaluations(int parameters);
}
