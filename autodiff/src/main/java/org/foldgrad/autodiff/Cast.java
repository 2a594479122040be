package org.foldgrad.autodiff;

/** The same values in another element type, rounded to nearest where it is narrower. */
final class Cast extends Op {
    private final DType dtype;

    Cast(DType dtype) {
        super("to" + dtype);
        this.dtype = dtype;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        if (in[0].dtype() == dtype) {
            return work.view(in[0], in[0].shape());
        }
        Tensor out = work.empty(in[0].shape(), dtype);
        switch (dtype) {
            case F64 -> {
                float[] x = in[0].floats();
                double[] y = out.doubles();
                for (int i = 0; i < out.size(); i++) {
                    y[i] = x[i];
                }
            }
            case F32 -> {
                double[] x = in[0].doubles();
                float[] y = out.floats();
                for (int i = 0; i < out.size(); i++) {
                    y[i] = (float) x[i];
                }
            }
        }
        return out;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        into.add(0, new Cast(in[0].dtype()), cotangent);
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        return on(tangents[0]);
    }
}
