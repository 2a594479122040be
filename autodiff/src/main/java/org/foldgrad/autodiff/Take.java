package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.axes.TakeLoops;

/** y[..., j, ...] = x[..., index[j], ...] along an axis. */
final class Take extends LinearOp {
    private final int axis;
    private final int[] index;

    Take(int axis, int[] index) {
        super("take");
        this.axis = axis;
        this.index = index;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Axis a = Axis.of(name(), in[0].shape(), axis);
        check(this, index, a.n());
        Tensor out = work.empty(in[0].shape().with(a.index(), index.length), in[0].dtype());
        TakeLoops.of(out.live()).take(in[0].live(), a.outer(), a.n(), a.inner(), index, out.live());
        return out;
    }

    private static void check(Op op, int[] index, int n) {
        for (int j = 0; j < index.length; j++) {
            if (index[j] < 0 || index[j] >= n) {
                throw op.error("index[" + j + "] = " + index[j] + " is outside an axis of size " + n);
            }
        }
    }

    @Override
    Op transpose(Shape in) {
        return new ScatterAdd(axis, index, in.dim(axis));
    }

    /** y[..., index[j], ...] += x[..., j, ...] in the order of j, from an axis of {@code n} zeros. */
    static final class ScatterAdd extends LinearOp {
        private final int axis;
        private final int[] index;
        private final int n;

        ScatterAdd(int axis, int[] index, int n) {
            super("scatterAdd");
            this.axis = axis;
            this.index = index;
            this.n = n;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Axis a = Axis.of(name(), in[0].shape(), axis);
            if (a.n() != index.length) {
                throw error(index.length + " indices for axis " + a.index() + " of shape " + in[0].shape()
                        + "; one for each of its elements is expected");
            }
            check(this, index, n);
            Tensor out = work.zeros(in[0].shape().with(a.index(), n), in[0].dtype());
            accumulate(in, out);
            return out;
        }

        @Override
        protected boolean accumulate(Tensor[] in, Tensor sum) {
            Axis a = Axis.of(name(), in[0].shape(), axis);
            TakeLoops.of(sum.live()).scatterAdd(in[0].live(), a.outer(), n, a.inner(), index, sum.live());
            return true;
        }

        @Override
        Op transpose(Shape in) {
            return new Take(axis, index);
        }
    }
}
