package org.foldgrad.autodiff;

import java.util.Arrays;
import org.foldgrad.autodiff.kernel.axes.SoftmaxLoops;

/** Softmax along the last axis, and what goes with it. */
final class Softmax extends Op {
    private static final Softmax SOFTMAX = new Softmax();
    private static final Log LOG = new Log();
    private static final LogSum LOG_SUM = new LogSum();

    private Softmax() {
        super("softmax");
    }

    /** e^x / sum of e^x along an axis. */
    static Tensor softmax(Tensor x, int axis) {
        return alongLast(SOFTMAX, x, axis);
    }

    /** x - log sum of e^x along an axis. */
    static Tensor logSoftmax(Tensor x, int axis) {
        return alongLast(LOG, x, axis);
    }

    /** log sum of e^x along an axis, which stays with size 1. */
    static Tensor logSumExp(Tensor x, int axis) {
        return alongLast(LOG_SUM, x, axis);
    }

    /** An operation along the last axis, along another: that one changes places with the last before and after. */
    private static Tensor alongLast(Op op, Tensor x, int axis) {
        int a = Axis.of(op.name(), x.shape(), axis).index();
        int last = x.shape().rank() - 1;
        if (a == last) {
            return op.on(x);
        }
        int[] exchanged = new int[last + 1];
        Arrays.setAll(exchanged, i -> i == a ? last : i == last ? a : i);
        return Layout.permute(op.on(Layout.permute(x, exchanged)), exchanged);
    }

    private static int rows(Tensor x) {
        return x.size() == 0 ? 0 : x.size() / x.shape().dim(-1);
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Tensor out = work.empty(in[0].shape(), in[0].dtype());
        SoftmaxLoops.of(out.live()).softmax(in[0].live(), rows(out), out.shape().dim(-1), out.live());
        return out;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        into.add(0, Pull.PULL, out, cotangent);
    }

    /** The matrix of slopes is symmetric. */
    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        return Pull.PULL.on(out, tangents[0]);
    }

    /** y (g - sum of y g): the VJP of softmax at y. */
    private static final class Pull extends Op {
        static final Pull PULL = new Pull();

        private Pull() {
            super("softmax.vjp");
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Tensor out = work.empty(in[0].shape(), in[0].dtype());
            SoftmaxLoops.of(out.live()).softmaxGradient(in[0].live(), in[1].live(), rows(out), out.shape().dim(-1), out.live());
            return out;
        }

        /** It is symmetric in g; by y it is u (g - sum of y g) - g sum of y u. */
        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            Tensor y = in[0];
            Tensor g = in[1];
            into.add(1, PULL, y, cotangent);
            if (into.needs(0)) {
                into.add(0, cotangent.times(g.minus(repeatedSum(y.times(g)))).minus(g.times(repeatedSum(y.times(cotangent)))));
            }
        }

        @Override
        protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
            Tensor y = in[0];
            Tensor g = in[1];
            Tensor dy = tangents[0];
            Tensor byG = tangents[1] == null ? null : PULL.on(y, tangents[1]);
            Tensor byY = dy == null ? null : dy.times(g.minus(repeatedSum(y.times(g)))).minus(y.times(repeatedSum(dy.times(g))));
            return sum(byG, byY);
        }
    }

    /** The sum along the last axis in each of its elements. */
    private static Tensor repeatedSum(Tensor x) {
        return new SumTo(x.shape().with(-1, 1)).on(x).broadcastTo(x.shape().toArray());
    }

    private static final class Log extends Op {
        Log() {
            super("logSoftmax");
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Tensor out = work.empty(in[0].shape(), in[0].dtype());
            SoftmaxLoops.of(out.live()).logSoftmax(in[0].live(), rows(out), out.shape().dim(-1), out.live());
            return out;
        }

        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            into.add(0, cotangent.minus(out.exp().times(repeatedSum(cotangent))));
        }

        @Override
        protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
            return tangents[0].minus(repeatedSum(out.exp().times(tangents[0])));
        }
    }

    private static final class LogSum extends Op {
        LogSum() {
            super("logSumExp");
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            if (in[0].shape().dim(-1) == 0) {
                return Tensor.full(Double.NEGATIVE_INFINITY, in[0].shape().with(-1, 1), in[0].dtype());
            }
            Tensor out = work.empty(in[0].shape().with(-1, 1), in[0].dtype());
            SoftmaxLoops.of(out.live()).logSumExp(in[0].live(), out.size(), in[0].shape().dim(-1), out.live());
            return out;
        }

        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            int[] shape = in[0].shape().toArray();
            into.add(0, Catalogue.MUL, cotangent.broadcastTo(shape), in[0].minus(out.broadcastTo(shape)).exp());
        }

        @Override
        protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
            Tensor softmax = in[0].minus(out.broadcastTo(in[0].shape().toArray())).exp();
            return new SumTo(out.shape()).on(softmax.times(tangents[0]));
        }
    }
}
