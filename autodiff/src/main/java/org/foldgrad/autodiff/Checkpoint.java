package org.foldgrad.autodiff;

import java.util.function.Function;
import java.util.function.IntPredicate;

/** A function as one operation that keeps its inputs only: its VJP runs the function again. */
class Checkpoint<P> extends Op {
    private final Function<P, Tensor> f;
    private final P like;

    Checkpoint(String name, Function<P, Tensor> f, P like) {
        super(name);
        this.f = f;
        this.like = like;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        return f.apply(Trees.with(like, in));
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        try (Recording<P, Tensor> again = record(in, new Recycled(false), into::needs)) {
            Tensor[] cotangents = again.pull(cotangent);
            for (int i = 0; i < in.length; i++) {
                if (cotangents[i] != null) {
                    into.add(i, cotangents[i]);
                }
            }
        }
    }

    /** A run of the function, to be differentiated by the inputs {@code watched}. */
    final Recording<P, Tensor> record(Tensor[] in, Recycled memory, IntPredicate watched) {
        return new Recording<>(f, Trees.with(like, in), memory, watched);
    }
}
