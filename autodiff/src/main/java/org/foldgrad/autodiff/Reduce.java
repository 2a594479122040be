package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.axes.ReduceLoops;

/**
 * Reductions: of all elements to a scalar, or along one axis, which goes unless it is kept with size 1. Negative axes count from the last.
 * Sums have one fixed order, so that every run on every machine gives the same bits.
 */
public final class Reduce {
    private Reduce() {}

    /** The sum of all elements. */
    public static Tensor sum(Tensor x) {
        return Catalogue.IDENTITY.summed().on(x);
    }

    /** The sum along {@code axis}. */
    public static Tensor sum(Tensor x, int axis) {
        return sum(x, axis, false);
    }

    /** The same; the axis stays with size 1 if {@code keepDims}. */
    public static Tensor sum(Tensor x, int axis, boolean keepDims) {
        return keep(x, axis, keepDims, new SumTo(one("sum", x, axis)).on(x));
    }

    /** The mean of all elements; NaN if there are none. */
    public static Tensor mean(Tensor x) {
        return sum(x).over(x.size());
    }

    /** The mean along {@code axis}. */
    public static Tensor mean(Tensor x, int axis) {
        return mean(x, axis, false);
    }

    /** The same; the axis stays with size 1 if {@code keepDims}. */
    public static Tensor mean(Tensor x, int axis, boolean keepDims) {
        int n = Axis.of("mean", x.shape(), axis).n();
        return sum(x, axis, keepDims).over(n);
    }

    /** The product of all elements. */
    public static Tensor prod(Tensor x) {
        return prod(flat(x), 0);
    }

    /** The product along {@code axis}; the gradient is right where elements are zero too. */
    public static Tensor prod(Tensor x, int axis) {
        return prod(x, axis, false);
    }

    /** The same; the axis stays with size 1 if {@code keepDims}. */
    public static Tensor prod(Tensor x, int axis, boolean keepDims) {
        return keep(x, axis, keepDims, new Product(axis).on(x));
    }

    /** The largest element; NaN if any is NaN. */
    public static Tensor max(Tensor x) {
        return max(flat(x), 0);
    }

    /** The largest element along {@code axis}; those that tie share the gradient equally. */
    public static Tensor max(Tensor x, int axis) {
        return max(x, axis, false);
    }

    /** The same; the axis stays with size 1 if {@code keepDims}. */
    public static Tensor max(Tensor x, int axis, boolean keepDims) {
        return keep(x, axis, keepDims, new Extreme(true, axis).on(x));
    }

    /** The smallest element; NaN if any is NaN. */
    public static Tensor min(Tensor x) {
        return min(flat(x), 0);
    }

    /** The smallest element along {@code axis}; those that tie share the gradient equally. */
    public static Tensor min(Tensor x, int axis) {
        return min(x, axis, false);
    }

    /** The same; the axis stays with size 1 if {@code keepDims}. */
    public static Tensor min(Tensor x, int axis, boolean keepDims) {
        return keep(x, axis, keepDims, new Extreme(false, axis).on(x));
    }

    /** The index of the first largest element along {@code axis}, f64; no gradient. */
    public static Tensor argmax(Tensor x, int axis) {
        return keep(x, axis, false, new Extreme(true, axis).new Place().on(x));
    }

    /** The index of the first smallest element along {@code axis}, f64; no gradient. */
    public static Tensor argmin(Tensor x, int axis) {
        return keep(x, axis, false, new Extreme(false, axis).new Place().on(x));
    }

    /** The Euclidean norm √(sum of x²) of all elements, without undue overflow or underflow; its gradient x / norm at the origin is taken as 0. */
    public static Tensor norm(Tensor x) {
        return norm(flat(x), 0);
    }

    /** The Euclidean norm along {@code axis}, without undue overflow or underflow; its gradient at the origin is taken as 0. */
    public static Tensor norm(Tensor x, int axis) {
        return norm(x, axis, false);
    }

    /** The same; the axis stays with size 1 if {@code keepDims}. */
    public static Tensor norm(Tensor x, int axis, boolean keepDims) {
        return keep(x, axis, keepDims, new Norm(axis).on(x));
    }

    /** The variance of all elements, n - 1 in the denominator; NaN if there are fewer than two. */
    public static Tensor var(Tensor x) {
        return var(flat(x), 0);
    }

    /** The variance along {@code axis}, n - 1 in the denominator. */
    public static Tensor var(Tensor x, int axis) {
        return var(x, axis, false);
    }

    /** The same; the axis stays with size 1 if {@code keepDims}. */
    public static Tensor var(Tensor x, int axis, boolean keepDims) {
        int n = Axis.of("var", x.shape(), axis).n();
        return keep(x, axis, keepDims, sum(deviation(x, axis).square(), axis, true).over(Math.max(n - 1, 0)));
    }

    /** The standard deviation of all elements, n - 1 in the denominator; NaN if there are fewer than two. Where all are equal its gradient is taken as 0. */
    public static Tensor std(Tensor x) {
        return std(flat(x), 0);
    }

    /** The standard deviation along {@code axis}, n - 1 in the denominator. */
    public static Tensor std(Tensor x, int axis) {
        return std(x, axis, false);
    }

    /** The same; the axis stays with size 1 if {@code keepDims}. */
    public static Tensor std(Tensor x, int axis, boolean keepDims) {
        int n = Axis.of("std", x.shape(), axis).n();
        return keep(x, axis, keepDims, new Norm(axis).on(deviation(x, axis)).over(Math.sqrt(Math.max(n - 1, 0))));
    }

    /** log of the sum of e^x over all elements, without overflow; -∞ if there are none. */
    public static Tensor logSumExp(Tensor x) {
        return logSumExp(flat(x), 0);
    }

    /** log of the sum of e^x along {@code axis}, without overflow; -∞ if it is empty. */
    public static Tensor logSumExp(Tensor x, int axis) {
        return logSumExp(x, axis, false);
    }

    /** The same; the axis stays with size 1 if {@code keepDims}. */
    public static Tensor logSumExp(Tensor x, int axis, boolean keepDims) {
        return keep(x, axis, keepDims, Softmax.logSumExp(x, axis));
    }

    /** e^x / sum of e^x along {@code axis}, without overflow. */
    public static Tensor softmax(Tensor x, int axis) {
        return Softmax.softmax(x, axis);
    }

    /** x - log of the sum of e^x along {@code axis}: the logarithm of {@link #softmax}, without overflow. */
    public static Tensor logSoftmax(Tensor x, int axis) {
        return Softmax.logSoftmax(x, axis);
    }

    private static Tensor flat(Tensor x) {
        return x.reshape(x.size());
    }

    private static Shape one(String op, Tensor x, int axis) {
        return x.shape().with(Axis.of(op, x.shape(), axis).index(), 1);
    }

    /** {@code reduced} has {@code axis} of x with size 1: with it or without. */
    private static Tensor keep(Tensor x, int axis, boolean keepDims, Tensor reduced) {
        return keepDims ? reduced : reduced.reshape(x.shape().without(axis).toArray());
    }

    /** What is left of x without its mean along an axis: of equal numbers nothing, though their mean is rounded. */
    private static Tensor deviation(Tensor x, int axis) {
        int[] shape = x.shape().toArray();
        Tensor first = x.slice(axis, 0, Math.min(1, x.shape().dim(Axis.of("std", x.shape(), axis).index()))).stopGradient();
        Tensor apart = first.size() == 0 ? x : x.minus(first.broadcastTo(shape));
        return apart.minus(mean(apart, axis, true).broadcastTo(shape));
    }

    private static final class Product extends Op {
        private final int axis;

        Product(int axis) {
            super("prod");
            this.axis = axis;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Axis a = Axis.of(name(), in[0].shape(), axis);
            Tensor out = work.empty(in[0].shape().with(a.index(), 1), in[0].dtype());
            ReduceLoops.of(out.live()).product(in[0].live(), a.outer(), a.n(), a.inner(), out.live());
            return out;
        }

        /** dy/dx[k] is the product of the elements before k times that of those after it. */
        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            Tensor others = Cumulative.exclusiveProduct(in[0], axis, false).times(Cumulative.exclusiveProduct(in[0], axis, true));
            into.add(0, Catalogue.MUL, cotangent.broadcastTo(in[0].shape().toArray()), others);
        }
    }
}
