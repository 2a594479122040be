package org.foldgrad.pitch.optim;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.foldgrad.autodiff.Tensor;

/**
 * Simultaneous perturbation (Spall 1992): every parameter moves at once by +c or -c, each sign by a coin.
 *
 * <pre>
 *   g = mean over samples of  (f(x + c s) - f(x - c s)) / 2c  s,   s_i = +1 or -1
 * </pre>
 *
 * Against an exact gradient of P parameters the expected squared cosine is about samples / (samples + P).
 *
 * @param seed    of the coins
 * @param samples pairs of evaluations per estimate
 * @param scale   c
 */
public record Spsa(long seed, int samples, double scale) implements GradientEstimator {
    /** Refuses fewer than one sample and a scale that is not positive. */
    public Spsa {
        Checks.positive("the number of samples", samples);
        Checks.positive("the scale", scale);
    }

    @Override
    public Estimate estimate(Function<Tensor, Tensor> loss, Tensor x, long draw) {
        RandomGenerator random = Perturbations.random(seed, draw);
        return Perturbations.antithetic(loss, x, samples, scale, false, direction -> {
            for (int i = 0; i < direction.length; i++) {
                direction[i] = random.nextBoolean() ? 1 : -1;
            }
        });
    }

    @Override
    public long evaluations(int parameters) {
        return 2L * samples;
    }
}
