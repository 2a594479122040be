package org.foldgrad.autodiff;

import java.util.function.Function;
import org.foldgrad.autodiff.Gradients.ValueAndGrad;

/** A scalar function as one operation that keeps its gradient only: value and gradient are computed together, as soon as one may be asked for. */
final class AtOnce<P> extends Checkpoint<P> {
    private final P like;
    private final Function<P, ValueAndGrad<P>> both;

    AtOnce(Function<P, Tensor> f, Function<P, ValueAndGrad<P>> both, P like) {
        super("atOnce", f, like);
        this.like = like;
        this.both = both;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        for (int i = 0; i < in.length; i++) {
            if (work.isWatched(i)) {
                ValueAndGrad<P> at = both.apply(Trees.with(like, in));
                work.keep(Trees.leaves(at.grad()));
                return at.value();
            }
        }
        return super.forward(in, work);
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        Tensor[] kept = into.kept();
        if (kept == null) {
            super.vjp(in, out, cotangent, into);
            return;
        }
        for (int i = 0; i < in.length; i++) {
            into.add(i, Catalogue.MUL, kept[i], cotangent);
        }
    }
}
