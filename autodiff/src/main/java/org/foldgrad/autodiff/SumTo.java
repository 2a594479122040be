package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.axes.ReduceLoops;

/** The sum over the axes along which a shape would have been broadcast: the transpose of {@link BroadcastTo}. */
final class SumTo extends LinearOp {
    private final Shape shape;

    SumTo(Shape shape) {
        super("sumTo");
        this.shape = shape;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        if (BroadcastTo.strides(shape, in[0].shape()) == null) {
            throw error("shape " + in[0].shape() + " is not a broadcast of " + shape);
        }
        Tensor sum = in[0];
        int missing = sum.shape().rank() - shape.rank();
        for (int a = 0; a < sum.shape().rank(); a++) {
            if (a < missing || shape.dim(a - missing) != sum.shape().dim(a)) {
                sum = along(sum, a, work);
            }
        }
        return work.view(sum, shape);
    }

    private static Tensor along(Tensor x, int axis, Workspace work) {
        Axis a = Axis.of("sum", x.shape(), axis);
        Tensor y = work.empty(x.shape().with(axis, 1), x.dtype());
        ReduceLoops.of(x.live()).sum(x.live(), a.outer(), a.n(), a.inner(), y.live());
        return y;
    }

    @Override
    Op transpose(Shape in) {
        return new BroadcastTo(in);
    }
}
