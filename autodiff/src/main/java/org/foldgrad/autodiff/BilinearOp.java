package org.foldgrad.autodiff;

/** An operation that is linear in each of two inputs: its JVP is itself at (da, b) and at (a, db). */
abstract class BilinearOp extends Op {
    BilinearOp(String name) {
        super(name);
    }

    @Override
    protected final Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        Tensor left = tangents[0] == null ? null : on(tangents[0], in[1]);
        Tensor right = tangents[1] == null ? null : on(in[0], tangents[1]);
        return sum(left, right);
    }

    final void checkTypes(Tensor a, Tensor b) {
        if (a.dtype() != b.dtype()) {
            throw error("inputs are " + a.dtype() + " " + a.shape() + " and " + b.dtype() + " " + b.shape()
                    + "; convert one with to(dtype)");
        }
    }
}
