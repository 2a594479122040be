package org.foldgrad.pitch.optim;

import java.util.function.Function;
import org.foldgrad.autodiff.Tensor;

/**
 * Central differences, one parameter at a time: (f(x + h e_i) - f(x - h e_i)) / 2h. Nothing is random; the error is h^2 f'''/6 where f is
 * smooth.
 *
 * @param scale h
 */
public record FiniteDifference(double scale) implements GradientEstimator {
    /** Refuses a scale that is not positive. */
    public FiniteDifference {
        Checks.positive("the scale", scale);
    }

    @Override
    public Estimate estimate(Function<Tensor, Tensor> loss, Tensor x, long draw) {
        double[] at = x.toArray();
        double[] gradient = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double centre = at[i];
            double above = centre + scale;
            double below = centre - scale;
            if (above == below) {
                throw new IllegalArgumentException("the scale " + scale + " of finite differences is lost in parameter " + i + ", which is " + centre
                    + "; give a larger one");
            }
            at[i] = above;
            double up = loss.apply(Tensor.of(at)).item();
            at[i] = below;
            double down = loss.apply(Tensor.of(at)).item();
            at[i] = centre;
            gradient[i] = (up - down) / (above - below); // which is not quite twice the scale
        }
        return new Estimate(loss.apply(x).item(), Tensor.of(gradient), Tensor.zeros(at.length), evaluations(at.length));
    }

    @Override
    public long evaluations(int parameters) {
        return 2L * parameters + 1;
    }
}
