package org.foldgrad.pitch.optim;

import java.util.function.Function;
import org.foldgrad.autodiff.Tensor;

/**
 * Step by step against a gradient, exact or estimated.
 *
 * <pre>{@code
 * Minimum found = new Descent(new Adam(), Schedule.constant(0.01)).minimise(loss, start);
 * }</pre>
 *
 * A step that makes the loss or its gradient non-finite, or leads where the loss is not defined, ends the descent; the point before it is
 * kept.
 *
 * @param rule     how a gradient becomes a step
 * @param rate     learning rate of each step
 * @param gradient where gradients come from
 * @param clip     bounds on them
 * @param stop     when to end
 */
public record Descent(Rule rule, Schedule rate, GradientEstimator gradient, Clip clip, Stop stop) implements Minimiser {
    /** Exact gradients, not clipped, 100 steps. */
    public Descent(Rule rule, Schedule rate) {
        this(rule, rate, new Exact(), Clip.none(), Stop.after(100));
    }

    /** The same with gradients from another estimator. */
    public Descent withGradient(GradientEstimator estimator) {
        return new Descent(rule, rate, estimator, clip, stop);
    }

    /** The same with gradients clipped. */
    public Descent withClip(Clip bounds) {
        return new Descent(rule, rate, gradient, bounds, stop);
    }

    /** The same with another end. */
    public Descent withStop(Stop end) {
        return new Descent(rule, rate, gradient, clip, end);
    }

    @Override
    public Minimum minimise(Function<Tensor, Tensor> loss, Tensor start) {
        return run(loss, start.toArray(), Moments.of(rule, start.size()));
    }

    @Override
    public Minimum resume(Function<Tensor, Tensor> loss, Snapshot snapshot) {
        snapshot.check(name(), rule.slots(), snapshot.x().length);
        return run(loss, snapshot.x(), Moments.restored(snapshot.step(), snapshot.memory()));
    }

    private String name() {
        return rule.getClass().getSimpleName();
    }

    private Minimum run(Function<Tensor, Tensor> loss, double[] x, Moments moments) {
        Progress progress = new Progress(name(), x);
        GradientEstimator.OnArrays estimates = gradient.onArrays(loss);
        double[] g = new double[x.length];
        while (true) {
            double value;
            try {
                value = estimates.estimate(x, moments.step, g);
            } catch (IllegalArgumentException refusal) {
                return progress.refused(moments.step, refusal);
            }
            if (!progress.reached(moments.step, value, g, x, moments.slots, gradient.evaluations(x.length))) {
                return progress.diverged(moments.step, value);
            }
            String reason = stop.reason(progress.history());
            if (reason != null) {
                return progress.ended(reason);
            }
            clip.apply(g);
            rule.step(x, g, rate.rate(moments.step), moments);
        }
    }
}
