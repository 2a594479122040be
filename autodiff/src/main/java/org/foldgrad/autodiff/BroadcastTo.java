package org.foldgrad.autodiff;

/** y[..., j, ...] = x[..., 0, ...] along axes where x has size 1 or none; its transpose is {@link SumTo}. */
final class BroadcastTo extends Op {
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
        int[] from = offsets(shape, strides);
        switch (out.dtype()) {
            case F64 -> {
                double[] x = in[0].doubles();
                double[] y = out.doubles();
                for (int i = 0; i < from.length; i++) {
                    y[i] = x[from[i]];
                }
            }
            case F32 -> {
                float[] x = in[0].floats();
                float[] y = out.floats();
                for (int i = 0; i < from.length; i++) {
                    y[i] = x[from[i]];
                }
            }
        }
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

    /** For each element of {@code large} in order, its place in the small tensor. */
    static int[] offsets(Shape large, int[] strides) {
        int[] offsets = new int[large.size()];
        int[] index = new int[large.rank()];
        int at = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            for (int a = index.length - 1; a >= 0; a--) {
                at += strides[a];
                if (++index[a] < large.dim(a)) {
                    break;
                }
                at -= strides[a] * large.dim(a);
                index[a] = 0;
            }
        }
        return offsets;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        into.add(0, new SumTo(in[0].shape()), cotangent);
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        return on(tangents[0]);
    }
}
