package org.foldgrad.autodiff;

import java.util.function.Function;

/** A scalar function as one operation that keeps its gradient only: value and gradient are computed together, as soon as one may be asked for. */
final class AtOnce<P> extends Checkpoint<P> {
    private final Recycled memory;

    AtOnce(Function<P, Tensor> f, Recycled memory, P like) {
        super("atOnce", f, like);
        this.memory = memory;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        for (int i = 0; i < in.length; i++) {
            if (work.isWatched(i)) {
                try (Recording<P, Tensor> run = record(in, memory, work::isWatched)) {
                    work.keep(run.gradient());
                    return run.value();
                }
            }
        }
        Tensor out = super.forward(in, work);
        if (out != null && out.size() != 1) {
            throw error("the function's value has shape " + out.shape() + ", not one element; sum it");
        }
        return out;
    }

    /** As elsewhere, a cotangent of 0 contributes 0, though the gradient may be infinite or NaN. */
    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        Tensor[] kept = into.kept();
        if (kept == null) {
            super.vjp(in, out, cotangent, into);
        } else if (cotangent.item() != 0) {
            for (int i = 0; i < in.length; i++) {
                if (kept[i] != null) {
                    into.add(i, Catalogue.MUL, kept[i], Tensor.scalar(cotangent.item(), kept[i].dtype()));
                }
            }
        }
    }
}
