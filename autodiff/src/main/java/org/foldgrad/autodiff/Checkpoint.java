package org.foldgrad.autodiff;

import java.util.function.Function;

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
        Tensor out = f.apply(Trees.with(like, in));
        if (out.isTracked()) {
            throw error("the function uses a tracked tensor that is not part of its argument; pass it in, or stop its gradient");
        }
        return out;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        P pulled = Gradients.vjp(f, Trees.with(like, in)).pullback().apply(cotangent);
        Tensor[] cotangents = Trees.leaves(pulled);
        for (int i = 0; i < in.length; i++) {
            into.add(i, cotangents[i]);
        }
    }
}
