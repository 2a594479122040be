package org.foldgrad.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * Recursions s[k] = f(p, s[k-1], x[k]), k = 0 .. n-1, whose gradient is asked for by the parameters p, the start s[-1] and the inputs x.
 *
 * <pre>{@code
 * // a leaky integrator: s[k] = a s[k-1] + x[k]
 * Tensor s = Scan.states((Tensor p, Tensor last, Tensor in) -> p.times(last).plus(in), a, Tensor.scalar(0), x);
 * }</pre>
 *
 * <p>For that linear recursion itself, {@link Cumulative#recurrence} is one operation and much faster.
 */
public final class Scan {
    private Scan() {}

    /**
     * One step of a recursion.
     *
     * @param <P> the parameters: a tensor, or a parameter tree ({@link Trees})
     */
    @FunctionalInterface
    public interface Step<P> {
        /** The state after {@code state} on input {@code x}, in the state's shape and type. */
        Tensor apply(P parameters, Tensor state, Tensor x);
    }

    /** What a stretch of steps depends on. */
    record Stretch<P>(P parameters, Tensor state, Tensor xs) {}

    /**
     * The states s[0] .. s[n-1], recorded step by step: the tape holds the intermediate values of all n steps.
     *
     * @param initial s[-1]
     * @param xs      [n, ...], step k is given {@code xs[k]}
     * @return [n, shape of the state]
     * @throws AutodiffException if xs has no axis, or a step changes the shape or type of the state
     */
    public static <P> Tensor states(Step<P> step, P parameters, Tensor initial, Tensor xs) {
        int n = Axis.of("scan", xs.shape(), 0).n();
        Tensor[] states = new Tensor[n];
        Tensor state = initial;
        for (int k = 0; k < n; k++) {
            state = step.apply(parameters, state, row(xs, k));
            if (state == null) {
                throw new AutodiffException("scan: step " + k + " gave null; the next state is expected");
            }
            if (!state.shape().equals(initial.shape()) || state.dtype() != initial.dtype()) {
                throw new AutodiffException("scan: step " + k + " made a state " + state.dtype() + " " + state.shape() + " of one "
                        + initial.dtype()
                        + " " + initial.shape() + "; the same shape and type are expected");
            }
            states[k] = state;
        }
        return n == 0 ? Tensor.full(0, Shape.of(0).then(initial.shape()), initial.dtype()) : Layout.stack(0, states);
    }

    /**
     * The same states with the intermediate values of O(√n) steps on the tape at a time: stretches of √n steps are kept as one operation
     * each and run again when the gradient is taken, which costs one more evaluation. The step must not use tracked tensors other than its
     * arguments.
     */
    public static <P> Tensor statesRecomputed(Step<P> step, P parameters, Tensor initial, Tensor xs) {
        int n = Axis.of("scan", xs.shape(), 0).n();
        int length = Math.max(1, (int) Math.ceil(Math.sqrt(n)));
        var stretch = Gradients.checkpoint((Stretch<P> s) -> states(step, s.parameters, s.state, s.xs));
        List<Tensor> parts = new ArrayList<>();
        Tensor state = initial;
        for (int k = 0; k < n; k += length) {
            Tensor part = stretch.apply(new Stretch<>(parameters, state, xs.slice(0, k, Math.min(n, k + length))));
            state = row(part, part.shape().dim(0) - 1);
            parts.add(part);
        }
        return n == 0 ? states(step, parameters, initial, xs) : Layout.concat(0, parts.toArray(new Tensor[0]));
    }

    private static Tensor row(Tensor xs, int k) {
        return xs.slice(0, k, k + 1).reshape(xs.shape().without(0).toArray());
    }
}
