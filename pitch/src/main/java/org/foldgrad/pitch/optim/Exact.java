package org.foldgrad.pitch.optim;

import java.util.function.Function;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;

/**
 * The gradient itself, by reverse-mode differentiation. A loss without one, such as {@code DiscreteFold}, is refused by the loss's own
 * message.
 */
public record Exact() implements GradientEstimator {
    @Override
    public Estimate estimate(Function<Tensor, Tensor> loss, Tensor x, long draw) {
        Gradients.ValueAndGrad<Tensor> at = Gradients.valueAndGrad(loss).apply(x);
        return new Estimate(at.value().item(), at.grad(), Tensor.zeros(x.size()), evaluations(x.size()));
    }

    @Override
    public OnArrays onArrays(Function<Tensor, Tensor> loss) {
        Gradients.OnArrays both = Gradients.onArrays(loss);
        return (x, draw, gradient) -> both.valueAndGrad(x, gradient);
    }

    @Override
    public long evaluations(int parameters) {
        return 2;
    }
}
