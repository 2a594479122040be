package org.foldgrad.autodiff;

/**
 * Receives what an operation's VJP contributes to the cotangents of its inputs. Contributions to one input add up; an input that nothing
 * contributes to has cotangent zero.
 */
public abstract class Cotangents {
    Cotangents() {}

    /** Whether the cotangent of input {@code i} is asked for; computing others is allowed but wasted. */
    public abstract boolean needs(int i);

    /**
     * What the operation left with {@link Workspace#keep}; null if it left nothing, or if the VJP is itself being differentiated, which takes
     * tensor operations on the inputs.
     */
    public abstract Tensor[] kept();

    /** Adds {@code contribution}, of input i's shape, to its cotangent. */
    public abstract void add(int i, Tensor contribution);

    /** Adds {@code op.on(in)}, of input i's shape, to its cotangent; where it can it does so in place. */
    public void add(int i, Op op, Tensor... in) {
        if (needs(i)) {
            add(i, op.on(in));
        }
    }

    /** Adds the VJP of the elementwise {@code op} at {@code operands}: its inputs, its output and the output's cotangent. */
    void addElementwise(Elementwise op, Tensor[] operands) {
        Shape out = operands[op.arity()].shape();
        for (int i = 0; i < op.arity(); i++) {
            if (needs(i) && op.differentiableIn(i)) {
                Elementwise vjp = op.times(i);
                boolean reduced = operands[i].shape().isScalar() && !out.isScalar();
                add(i, reduced ? vjp.summed() : vjp, operands);
            }
        }
    }

    /** Adds {@code number}, a scalar, to every element of input i's cotangent; false if nothing is gained over {@link #addElementwise}. */
    boolean addRepeated(int i, Tensor number) {
        return false;
    }
}
