package org.foldgrad.autodiff;

/**
 * The JVP of an operation from its VJP alone: u -> sum_i &lt;vjp_i(u), t_i&gt; is linear in u, and its gradient by u is the JVP. (The double
 * backward pass; J. Townsend, "A new trick for calculating Jacobian vector products", 2017.)
 */
final class Transpose extends Cotangents {
    private final Tensor[] tangents;
    private final Tensor[] pulled;

    private Transpose(Tensor[] tangents) {
        this.tangents = tangents;
        this.pulled = new Tensor[tangents.length];
    }

    static Tensor jvp(Op op, Tensor[] in, Tensor out, Tensor[] tangents) {
        Tape tape = Tape.brief();
        Tensor u = tape.watch(Tensor.full(1.0, out.shape(), out.dtype()));
        Transpose vjp = new Transpose(tangents);
        op.vjp(in, out, u, vjp);
        Tensor sum = null;
        for (int i = 0; i < tangents.length; i++) {
            if (vjp.pulled[i] != null) {
                Tensor term = vjp.pulled[i].times(tangents[i]).sum().to(DType.F64);
                sum = Op.sum(sum, term);
            }
        }
        return sum == null ? Tensor.full(0.0, out.shape(), out.dtype()) : tape.gradient(sum, u)[0];
    }

    @Override
    public Tensor[] kept() {
        return null;
    }

    @Override
    public boolean needs(int i) {
        return tangents[i] != null;
    }

    @Override
    public void add(int i, Tensor contribution) {
        if (needs(i)) {
            pulled[i] = Op.sum(pulled[i], contribution);
        }
    }
}
