package org.foldgrad.autodiff;

/** The sum over the axes along which a shape would have been broadcast: the transpose of {@link BroadcastTo}. */
final class SumTo extends Op {
    private final Shape shape;

    SumTo(Shape shape) {
        super("sumTo");
        this.shape = shape;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        int[] strides = BroadcastTo.strides(shape, in[0].shape());
        if (strides == null) {
            throw error("shape " + in[0].shape() + " is not a broadcast of " + shape);
        }
        Tensor out = work.zeros(shape, in[0].dtype());
        int[] to = BroadcastTo.offsets(in[0].shape(), strides);
        switch (out.dtype()) {
            case F64 -> {
                double[] x = in[0].doubles();
                double[] y = out.doubles();
                for (int i = 0; i < to.length; i++) {
                    y[to[i]] += x[i];
                }
            }
            case F32 -> {
                float[] x = in[0].floats();
                float[] y = out.floats();
                for (int i = 0; i < to.length; i++) {
                    y[to[i]] += x[i];
                }
            }
        }
        return out;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        into.add(0, new BroadcastTo(in[0].shape()), cotangent);
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        return on(tangents[0]);
    }
}
