package org.foldgrad.autodiff;

/** The same elements under another shape. Nothing is copied. */
final class Reshape extends Op {
    private final Shape shape;

    Reshape(Shape shape) {
        super("reshape");
        this.shape = shape;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        if (in[0].size() != shape.size()) {
            throw error("shape " + in[0].shape() + " has " + in[0].size() + " elements, shape " + shape + " has " + shape.size());
        }
        return work.view(in[0], shape);
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        into.add(0, new Reshape(in[0].shape()), cotangent);
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        return on(tangents[0]);
    }
}
