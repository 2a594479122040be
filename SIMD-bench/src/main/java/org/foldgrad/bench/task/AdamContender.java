package org.foldgrad.bench.task;

import java.util.function.Function;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Ours;
import org.foldgrad.pitch.optim.Adam;
import org.foldgrad.pitch.optim.Moments;
import org.foldgrad.pitch.optim.Rule;

/** An optimisation: value and gradient of a loss of an envelope in octaves, and a step of Adam down it. */
final class AdamContender implements Contender {
    private static final double RATE = 1e-4;

    private final Gradients.OnArrays loss;
    private final Rule adam = new Adam();
    private final Moments moments;
    private final double[] theta;
    private final double[] gradient;
    private double value;

    AdamContender(Function<Tensor, Tensor> loss, double[] start) {
        this.loss = Gradients.onArrays(loss);
        this.theta = start.clone();
        this.gradient = new double[start.length];
        this.moments = Moments.of(adam, start.length);
    }

    @Override
    public Object step() {
        value = loss.valueAndGrad(theta, gradient);
        adam.step(theta, gradient, RATE, moments);
        return theta;
    }

    @Override
    public double[] result() {
        return Ours.flat(Tensor.scalar(value), Tensor.of(gradient));
    }
}
