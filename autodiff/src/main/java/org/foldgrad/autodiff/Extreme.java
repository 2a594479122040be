package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.axes.ReduceLoops;

/** The largest or smallest element along an axis, which stays with size 1. The gradient is shared equally by elements that tie. */
final class Extreme extends Op {
    private final boolean largest;
    private final int axis;

    Extreme(boolean largest, int axis) {
        super(largest ? "max" : "min");
        this.largest = largest;
        this.axis = axis;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        return values(this, in, work);
    }

    /** The extremes, asked for by {@code user}. */
    private Tensor values(Op user, Tensor[] in, Workspace work) {
        Axis a = Axis.of(user.name(), in[0].shape(), axis);
        Tensor out = work.empty(in[0].shape().with(a.index(), 1), in[0].dtype());
        if (a.n() == 0 && out.size() > 0) {
            throw user.error("axis " + a.index() + " of shape " + in[0].shape() + " is empty; at least one element is expected");
        }
        ReduceLoops<Object> loops = ReduceLoops.of(out.live());
        if (largest) {
            loops.max(in[0].live(), a.outer(), a.n(), a.inner(), out.live());
        } else {
            loops.min(in[0].live(), a.outer(), a.n(), a.inner(), out.live());
        }
        return out;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        Tensor share = new Share().on(in[0].stopGradient(), out.stopGradient());
        into.add(0, Catalogue.MUL, cotangent.broadcastTo(in[0].shape().toArray()), share);
    }

    /** 1/c at each of the c elements that are the extreme, 0 elsewhere. */
    private final class Share extends Op {
        Share() {
            super(Extreme.this.name() + ".share");
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Axis a = Axis.of(name(), in[0].shape(), axis);
            Tensor out = work.empty(in[0].shape(), in[0].dtype());
            ReduceLoops.of(out.live()).share(in[0].live(), a.outer(), a.n(), a.inner(), in[1].live(), out.live());
            return out;
        }

        @Override
        public boolean isDifferentiable() {
            return false;
        }

        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            throw error("has no gradient");
        }
    }

    /** The index of the first extreme along the axis, as f64; no gradient. */
    final class Place extends Op {
        Place() {
            super("arg" + Extreme.this.name());
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Tensor extreme = values(this, in, work);
            Axis a = Axis.of(name(), in[0].shape(), axis);
            int[] first = new int[extreme.size()];
            ReduceLoops.of(in[0].live()).find(in[0].live(), a.outer(), a.n(), a.inner(), extreme.live(), first);
            Tensor out = work.empty(extreme.shape(), DType.F64);
            for (int i = 0; i < first.length; i++) {
                out.doubles()[i] = first[i];
            }
            return out;
        }

        @Override
        public boolean isDifferentiable() {
            return false;
        }

        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            throw error("has no gradient; if none is meant to flow here, say so with stopGradient()");
        }
    }
}
