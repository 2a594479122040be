package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.axes.CopyLoops;
import org.foldgrad.autodiff.kernel.axes.Strides;

/** y[..., j, ...] = x[..., 0, ...] along axes where x has size 1 or none; its transpose is {@link SumTo}. */
final class BroadcastTo extends LinearOp {
    private final Shape shape;

    BroadcastTo(Shape shape) {
        super("broadcastTo");
        this.shape = shape;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        int[] strides = strides(in[0].shape(), shape);
        if (strides == null) {
            throw error("shape " + in[0].shape() + " does not broadcast to " + shape + "; axes match from the last, with equal sizes or 1");
        }
        Tensor out = work.empty(shape, in[0].dtype());
        int[] dims = shape.toArray();
        CopyLoops.of(out.live()).copy(dims, in[0].live(), new Strides(0, strides), out.live(), Strides.dense(0, dims));
        return out;
    }

    /** For each axis of {@code large}, the step in a tensor of shape {@code small} (0 where it repeats); null if they do not match. */
    static int[] strides(Shape small, Shape large) {
        int missing = large.rank() - small.rank();
        if (missing < 0) {
            return null;
        }
        int[] strides = new int[large.rank()];
        for (int a = 0; a < small.rank(); a++) {
            if (small.dim(a) == large.dim(missing + a)) {
                strides[missing + a] = small.dim(a) == 1 ? 0 : small.stride(a);
            } else if (small.dim(a) != 1) {
                return null;
            }
        }
        return strides;
    }

    @Override
    Op transpose(Shape in) {
        return new SumTo(in);
    }
}
