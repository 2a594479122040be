package org.foldgrad.pitch.optim;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.foldgrad.autodiff.Tensor;

/**
 * The gradient of the loss blurred by a Gaussian, from antithetic pairs (Nesterov and Spokoiny 2017; evolution strategies of Salimans 2017).
 *
 * <pre>
 *   f_sigma(x) = E f(x + sigma e),   grad f_sigma = E (f(x + sigma e) - f(x - sigma e)) / 2 sigma  e,   e ~ N(0, I)
 * </pre>
 *
 * It exists even where f is a staircase. With {@code ranked} the 2 m losses are replaced by their centred ranks in [-1/2, 1/2]: a direction
 * that outliers cannot bend, without meaning in its length.
 *
 * @param seed    of the directions
 * @param samples m, pairs of evaluations per estimate
 * @param scale   sigma
 * @param ranked  whether ranks replace losses
 */
public record GaussianSmoothing(long seed, int samples, double scale, boolean ranked) implements GradientEstimator {
    /** Refuses fewer than one sample and a scale that is not positive. */
    public GaussianSmoothing {
        Checks.positive("the number of samples", samples);
        Checks.positive("the scale", scale);
    }

    @Override
    public Estimate estimate(Function<Tensor, Tensor> loss, Tensor x, long draw) {
        RandomGenerator random = Perturbations.random(seed, draw);
        return Perturbations.antithetic(loss, x, samples, scale, ranked, direction -> {
            for (int i = 0; i < direction.length; i++) {
                direction[i] = random.nextGaussian();
            }
        });
    }

    @Override
    public long evaluations(int parameters) {
        return 2L * samples;
    }
}
