package org.foldgrad.autodiff;

import java.util.Arrays;
import org.foldgrad.autodiff.kernel.axes.Strides;

/**
 * Operations that move elements. Axes count from 0, negative ones from the last. All of them are linear: the gradient puts every element's
 * cotangent back where the element came from.
 */
public final class Layout {
    private Layout() {}

    /** The same elements under another shape of the same size. */
    public static Tensor reshape(Tensor x, int... shape) {
        return new Reshape(Shape.of(shape)).on(x);
    }

    /** {@code x} repeated to fill {@code shape}: axes are matched from the last, those of size 1 or missing in x are repeated. */
    public static Tensor broadcastTo(Tensor x, int... shape) {
        return new BroadcastTo(Shape.of(shape)).on(x);
    }

    /**
     * Axes in another order: axis i of the result is axis {@code axes[i]} of x.
     *
     * @throws AutodiffException if {@code axes} does not name each axis of x once
     */
    public static Tensor permute(Tensor x, int... axes) {
        Shape in = x.shape();
        int[] steps = Strides.dense(0, in.toArray()).steps();
        int[] shape = new int[axes.length];
        int[] from = new int[axes.length];
        boolean[] seen = new boolean[in.rank()];
        for (int i = 0; i < axes.length; i++) {
            int a = Axis.of("permute", in, axes[i]).index();
            shape[i] = in.dim(a);
            from[i] = steps[a];
            seen[a] = true;
        }
        for (boolean s : seen) {
            if (!s || axes.length != in.rank()) {
                throw new AutodiffException("permute: axes " + Arrays.toString(axes) + " do not name each axis of shape " + in + " once");
            }
        }
        return new Strided("permute", Shape.of(shape), new Strides(0, from)).on(x);
    }

    /**
     * The last two axes exchanged.
     *
     * @throws AutodiffException if x has fewer than two
     */
    public static Tensor transpose(Tensor x) {
        int rank = x.shape().rank();
        if (rank < 2) {
            throw new AutodiffException("transpose: shape " + x.shape() + " has fewer than two axes");
        }
        int[] axes = new int[rank];
        Arrays.setAll(axes, i -> i < rank - 2 ? i : 2 * rank - 3 - i);
        return permute(x, axes);
    }

    /** Elements {@code start} to {@code stop} (exclusive) of an axis. */
    public static Tensor slice(Tensor x, int axis, int start, int stop) {
        return slice(x, axis, start, stop, 1);
    }

    /**
     * Elements start, start + step, ... of an axis, up to {@code stop} (exclusive).
     *
     * @throws AutodiffException unless 0 ≤ start ≤ stop ≤ the axis's size and step ≥ 1
     */
    public static Tensor slice(Tensor x, int axis, int start, int stop, int step) {
        Axis a = Axis.of("slice", x.shape(), axis);
        if (start < 0 || stop < start || stop > a.n() || step < 1) {
            throw new AutodiffException("slice: from " + start + " to " + stop + " in steps of " + step + " does not fit axis " + a.index()
                    + " of shape " + x.shape() + "; 0 <= start <= stop <= " + a.n() + " and step >= 1 are expected");
        }
        int count = (int) (((long) stop - start + step - 1) / step);
        return Strided.slice("slice", x.shape(), a.index(), start, step, count).on(x);
    }

    /** The elements of an axis in reverse order. */
    public static Tensor flip(Tensor x, int axis) {
        Axis a = Axis.of("flip", x.shape(), axis);
        return Strided.slice("flip", x.shape(), a.index(), a.n() - 1, -1, a.n()).on(x);
    }

    /**
     * {@code before} and {@code after} elements of {@code value} around those of an axis.
     *
     * @throws AutodiffException if there would be fewer than none of them
     */
    public static Tensor pad(Tensor x, int axis, int before, int after, double value) {
        Axis a = Axis.of("pad", x.shape(), axis);
        if (before < 0 || after < 0) {
            throw new AutodiffException("pad: " + before + " before and " + after + " after shape " + x.shape()
                    + "; neither may be negative");
        }
        return concat(axis, Tensor.full(value, x.shape().with(a.index(), before), x.dtype()), x,
                Tensor.full(value, x.shape().with(a.index(), after), x.dtype()));
    }

    /**
     * Tensors one after the other along an axis they have.
     *
     * @throws AutodiffException if there are none, or they differ in other axes or in type
     */
    public static Tensor concat(int axis, Tensor... xs) {
        if (xs.length == 0) {
            throw new AutodiffException("concat: at least one tensor is expected");
        }
        return new Concat(axis).on(xs);
    }

    /**
     * Tensors of one shape side by side along a new axis, which is {@code axis} of the result.
     *
     * @throws AutodiffException if there are none, or their shapes or types differ
     */
    public static Tensor stack(int axis, Tensor... xs) {
        if (xs.length == 0) {
            throw new AutodiffException("stack: at least one tensor is expected");
        }
        Shape in = xs[0].shape();
        int rank = in.rank() + 1;
        int a = axis < 0 ? axis + rank : axis;
        if (a < 0 || a >= rank) {
            throw new AutodiffException("stack: the result of stacking shape " + in + " has axes 0 to " + (rank - 1) + ", not " + axis);
        }
        int[] dims = new int[rank];
        Arrays.setAll(dims, i -> i == a ? 1 : in.dim(i < a ? i : i - 1));
        Tensor[] layers = new Tensor[xs.length];
        for (int i = 0; i < xs.length; i++) {
            if (!xs[i].shape().equals(in) || xs[i].dtype() != xs[0].dtype()) {
                throw new AutodiffException("stack: tensors " + xs[0].dtype() + " " + in + " and " + xs[i].dtype() + " " + xs[i].shape()
                        + " are not of one shape and type; use broadcastTo, reshape or to(dtype)");
            }
            layers[i] = reshape(xs[i], dims);
        }
        return concat(a, layers);
    }

    /**
     * y[..., j, ...] = x[..., index[j], ...] along an axis. (At real-valued positions: {@code gather}.)
     *
     * @throws AutodiffException if an index is outside the axis
     */
    public static Tensor take(Tensor x, int axis, int... index) {
        return new Take(axis, index.clone()).on(x);
    }

    /**
     * y[..., index[j], ...] += x[..., j, ...] along an axis, in the order of j, from zeros: an axis of {@code size} elements.
     *
     * @throws AutodiffException if the number of indices is not the axis's size, or one is outside 0 .. size - 1
     */
    public static Tensor scatterAdd(Tensor x, int axis, int size, int... index) {
        return new Take.ScatterAdd(axis, index.clone(), size).on(x);
    }
}
