package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.axes.CopyLoops;
import org.foldgrad.autodiff.kernel.axes.Strides;

/** y[i, j, ...] = x at {@code from} (i, j, ...): the elements of a permutation, a slice or a flip, each of x at most once. */
final class Strided extends LinearOp {
    private final Shape shape;
    private final Strides from;

    Strided(String name, Shape shape, Strides from) {
        super(name);
        this.shape = shape;
        this.from = from;
    }

    /** The elements start, start + step, ... of one axis. */
    static Strided slice(String name, Shape in, int axis, int start, int step, int count) {
        int[] steps = Strides.dense(0, in.toArray()).steps();
        int offset = count == 0 ? 0 : start * steps[axis];
        steps[axis] *= step;
        return new Strided(name, in.with(axis, count), new Strides(offset, steps));
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Tensor out = work.empty(shape, in[0].dtype());
        int[] dims = shape.toArray();
        CopyLoops.of(out.live()).copy(dims, in[0].live(), from, out.live(), Strides.dense(0, dims));
        return out;
    }

    @Override
    Op transpose(Shape in) {
        return new Place(in);
    }

    /**
     * The transpose: x's elements put in their places among zeros. Into a cotangent that already exists they are added, and no zeros are
     * made.
     */
    final class Place extends LinearOp {
        private final Shape outer;

        Place(Shape outer) {
            super(Strided.this.name() + ".place");
            this.outer = outer;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Tensor out = work.zeros(outer, in[0].dtype());
            int[] dims = shape.toArray();
            CopyLoops.of(out.live()).copy(dims, in[0].live(), Strides.dense(0, dims), out.live(), from);
            return out;
        }

        @Override
        protected boolean accumulate(Tensor[] in, Tensor sum) {
            int[] dims = shape.toArray();
            CopyLoops.of(sum.live()).add(dims, in[0].live(), Strides.dense(0, dims), sum.live(), from);
            return true;
        }

        @Override
        Op transpose(Shape in) {
            return Strided.this;
        }
    }
}
