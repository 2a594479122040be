package org.foldgrad.autodiff;

import java.util.function.Function;

/**
 * Functions that write their results where those of their last call were. A loop of such calls makes next to no garbage, and what it
 * writes is still in the cache, where a new array is cold memory: at a hundred thousand elements that alone may cost as much as the
 * computation.
 *
 * <p>The price: a result is valid until the next call of the same function begins, and refused with an exception from then on, as an
 * argument of that call too. What is computed of results outside is a new tensor as ever, and {@link Tensor#copy} keeps one for good.
 *
 * <pre>{@code
 * Function<Tensor, ValueAndGrad<Tensor>> step = InPlace.valueAndGrad(loss);
 * for (int k = 0; k < 1000; k++) {
 *     x = x.minus(step.apply(x).grad().times(0.1));
 * }
 * }</pre>
 *
 * <p>Each thread that calls one has results of its own. A result that was recorded on a tape is left to it and stays.
 */
public final class InPlace {
    private InPlace() {}

    /** {@code f}: P and Q are parameter trees as in {@link Gradients}. Where its argument is tracked it is recorded as ever. */
    public static <P, Q> Function<P, Q> value(Function<P, Q> f) {
        Recycled memory = new Recycled(true);
        return x -> {
            Arena arena = memory.take();
            try {
                Tensor[] in = Trees.leaves(x);
                for (int i = 0; i < in.length; i++) {
                    in[i] = within(arena, in[i]);
                }
                return f.apply(Trees.with(x, in));
            } finally {
                arena.seal();
                memory.giveBack(arena);
            }
        };
    }

    /** {@code t}, such that operations on it take memory of {@code arena}; a tensor with an arena or a tape has one already. */
    private static Tensor within(Arena arena, Tensor t) {
        return t.arena() == null && !t.isTracked() ? Tensor.plain(t.shape(), t.raw(), arena) : t;
    }

    /** The function x -> (f(x), df/dx) of a function with a scalar value. */
    public static <P> Function<P, Gradients.ValueAndGrad<P>> valueAndGrad(Function<P, Tensor> f) {
        Recycled memory = new Recycled(true);
        return x -> {
            try (Recording<P, Tensor> r = new Recording<>(f, x, memory)) {
                return r.valueAndGrad();
            }
        };
    }
}
