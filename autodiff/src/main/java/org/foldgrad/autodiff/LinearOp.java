package org.foldgrad.autodiff;

/** An operation of one input that is linear in it, y = A x: its VJP is A's transpose, its JVP A itself. */
abstract class LinearOp extends Op {
    LinearOp(String name) {
        super(name);
    }

    /** The operation A^T for inputs of A of shape {@code in}. */
    abstract Op transpose(Shape in);

    @Override
    protected final void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        into.add(0, transpose(in[0].shape()), cotangent);
    }

    @Override
    protected final Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        return on(tangents[0]);
    }
}
