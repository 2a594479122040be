package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.axes.CumulativeLoops;

/** Running sums, products and first-order recurrences along an axis; negative axes count from the last. */
public final class Cumulative {
    private Cumulative() {}

    /** y[k] = x[0] + x[1] + ... + x[k] along {@code axis}. */
    public static Tensor sum(Tensor x, int axis) {
        return new RunningSum(axis, false).on(x);
    }

    /** y[k] = x[0] x[1] ... x[k] along {@code axis}. The gradient is right where elements are zero too. */
    public static Tensor prod(Tensor x, int axis) {
        return new RunningProduct(axis, false).on(x);
    }

    /**
     * y[k] = a[k] y[k-1] + b[k] along {@code axis}, from y[-1] = 0: a first-order recursive filter with coefficients that may vary.
     *
     * @throws AutodiffException if the shapes of a and b differ
     */
    public static Tensor recurrence(Tensor a, Tensor b, int axis) {
        return new Recurrence(axis, false).on(a, b);
    }

    /** The product of the elements before each one (after it, if {@code reverse}). */
    static Tensor exclusiveProduct(Tensor x, int axis, boolean reverse) {
        return new RunningProduct(axis, reverse).on(shifted(x, axis, !reverse, 1));
    }

    /** x moved one place on (back, unless {@code on}), with {@code fill} where nothing moved to. */
    private static Tensor shifted(Tensor x, int axis, boolean on, double fill) {
        int n = x.shape().dim(axis);
        if (n == 0) {
            return x;
        }
        return on
                ? Layout.pad(Layout.slice(x, axis, 0, n - 1), axis, 1, 0, fill)
                : Layout.pad(Layout.slice(x, axis, 1, n), axis, 0, 1, fill);
    }

    private static final class RunningSum extends LinearOp {
        private final int axis;
        private final boolean reverse;

        RunningSum(int axis, boolean reverse) {
            super("cumsum");
            this.axis = axis;
            this.reverse = reverse;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Axis a = Axis.of(name(), in[0].shape(), axis);
            Tensor out = work.empty(in[0].shape(), in[0].dtype());
            CumulativeLoops.of(out.live()).sum(in[0].live(), a.outer(), a.n(), a.inner(), reverse, out.live());
            return out;
        }

        @Override
        Op transpose(Shape in) {
            return new RunningSum(axis, !reverse);
        }
    }

    private static final class RunningProduct extends Op {
        private final int axis;
        private final boolean reverse;

        RunningProduct(int axis, boolean reverse) {
            super("cumprod");
            this.axis = axis;
            this.reverse = reverse;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Axis a = Axis.of(name(), in[0].shape(), axis);
            Tensor out = work.empty(in[0].shape(), in[0].dtype());
            CumulativeLoops.of(out.live()).product(in[0].live(), a.outer(), a.n(), a.inner(), reverse, out.live());
            return out;
        }

        /** With s[k] = g[k] + x[k+1] s[k+1]: dL/dx[k] = (x[0] ... x[k-1]) s[k]. No division, so zeros need no care. */
        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            Tensor before = exclusiveProduct(in[0], axis, reverse);
            Tensor s = new Recurrence(axis, !reverse).on(shifted(in[0], axis, reverse, 0), cotangent);
            into.add(0, Catalogue.MUL, before, s);
        }
    }

    private static final class Recurrence extends Op {
        private final int axis;
        private final boolean reverse;

        Recurrence(int axis, boolean reverse) {
            super("recurrence");
            this.axis = axis;
            this.reverse = reverse;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            if (!in[0].shape().equals(in[1].shape()) || in[0].dtype() != in[1].dtype()) {
                throw error("a is " + in[0].dtype() + " " + in[0].shape() + ", b is " + in[1].dtype() + " " + in[1].shape()
                        + "; they must be alike");
            }
            Axis a = Axis.of(name(), in[0].shape(), axis);
            Tensor out = work.empty(in[0].shape(), in[0].dtype());
            CumulativeLoops.of(out.live()).recurrence(in[0].live(), in[1].live(), a.outer(), a.n(), a.inner(), reverse, out.live());
            return out;
        }

        /** dL/db[k] = l[k] = g[k] + a[k+1] l[k+1], itself a recurrence, and dL/da[k] = l[k] y[k-1]. */
        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            Tensor l = new Recurrence(axis, !reverse).on(shifted(in[0], axis, reverse, 0), cotangent);
            into.add(1, l);
            if (into.needs(0)) {
                into.add(0, Catalogue.MUL, l, shifted(out, axis, !reverse, 0));
            }
        }
    }
}
