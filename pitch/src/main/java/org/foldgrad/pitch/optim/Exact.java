package org.foldgrad.pitch.optim;

import java.util.function.BiFunction;
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
        return of(loss).apply(x, draw);
    }

    @Override
    public BiFunction<Tensor, Long, Estimate> of(Function<Tensor, Tensor> loss) {
        Function<Tensor, Gradients.ValueAndGrad<Tensor>> both = Gradients.valueAndGrad(loss);
        return (x, draw) -> {
            Gradients.ValueAndGrad<Tensor> at = both.apply(x);
            return new Estimate(at.value().item(), at.grad(), Tensor.zeros(x.size()), evaluations(x.size()));
        };
    }

    @Override
    public long evaluations(int parameters) {
        return 2;
    }
}
