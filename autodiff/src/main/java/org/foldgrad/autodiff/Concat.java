package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.axes.CopyLoops;
import org.foldgrad.autodiff.kernel.axes.Strides;

/** Tensors one after the other along an axis. */
final class Concat extends Op {
    private final int axis;

    Concat(int axis) {
        super("concat");
        this.axis = axis;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Shape first = in[0].shape();
        int a = Axis.of(name(), first, axis).index();
        long total = 0;
        for (Tensor t : in) {
            if (t.shape().rank() != first.rank() || !t.shape().with(a, 0).equals(first.with(a, 0))) {
                throw error("shapes " + first + " and " + t.shape() + " differ in other axes than " + a);
            }
            if (t.dtype() != in[0].dtype()) {
                throw error("inputs are " + in[0].dtype() + " " + first + " and " + t.dtype() + " " + t.shape()
                        + "; convert one with to(dtype)");
            }
            total += t.shape().dim(a);
        }
        if (total > Integer.MAX_VALUE) {
            throw error("axis " + a + " would have " + total + " elements, more than an array can hold");
        }
        Shape shape = first.with(a, (int) total);
        Tensor out = work.empty(shape, in[0].dtype());
        int[] steps = Strides.dense(0, shape.toArray()).steps();
        int at = 0;
        for (Tensor t : in) {
            int[] dims = t.shape().toArray();
            CopyLoops.of(out.live()).copy(dims, t.live(), Strides.dense(0, dims), out.live(), new Strides(at * shape.stride(a), steps));
            at += t.shape().dim(a);
        }
        return out;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        int a = out.shape().axis(axis);
        int at = 0;
        for (int i = 0; i < in.length; i++) {
            int n = in[i].shape().dim(a);
            into.add(i, Strided.slice("slice", out.shape(), a, at, 1, n), cotangent);
            at += n;
        }
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        Tensor[] t = new Tensor[in.length];
        for (int i = 0; i < t.length; i++) {
            t[i] = tangents[i] != null ? tangents[i] : Tensor.full(0, in[i].shape(), in[i].dtype());
        }
        return on(t);
    }
}
