package org.foldgrad.autodiff;

/** The same elements under another shape. Nothing is copied. */
final class Reshape extends LinearOp {
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
    Op transpose(Shape in) {
        return new Reshape(in);
    }
}
