package org.foldgrad.autodiff;

/**
 * A differentiable operation: y = f(x0, x1, ...), one tensor from several. Every operation of this library extends this class, and so may
 * a user's own. One without a gradient cannot be written; one that has none says so ({@link #isDifferentiable}).
 *
 * <p>{@link #forward} is given constants. {@link #vjp} and {@link #jvp} are written in tensor operations, which are recorded when
 * gradients of gradients are asked for: an operation's derivative is made of operations.
 */
public abstract class Op {
    private final String name;

    /** An operation called {@code name} in messages and listings. */
    protected Op(String name) {
        this.name = name;
    }

    /** The name in messages and listings. */
    public final String name() {
        return name;
    }

    /**
     * The value. {@code in} are constants; the result is a new tensor from {@code work} or a constant made by tensor operations.
     *
     * @throws AutodiffException if the inputs do not fit
     */
    protected abstract Tensor forward(Tensor[] in, Workspace work);

    /**
     * Contributes to the cotangents of the inputs, given that of the output: for each input i that {@code into.needs(i)}, the sum over
     * output elements of {@code cotangent * d out / d in[i]}, in the shape of {@code in[i]}. The cotangent's array is used again when the VJP has
     * returned and what it contributed is spent: whoever keeps it for himself keeps a {@link Tensor#copy}.
     */
    protected abstract void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into);

    /**
     * The tangent of the output: the sum over inputs of {@code d out / d in[i] * tangents[i]}. {@code tangents[i]} is null where input i
     * does not move. Unless overridden it is found by transposing the VJP, which is linear in its cotangent.
     */
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        return Transpose.jvp(this, in, out, tangents);
    }

    /** {@code a + b} for tangents of a {@link #jvp}, either of which may be null: nothing moves. */
    protected static Tensor sum(Tensor a, Tensor b) {
        return a == null ? b : b == null ? a : a.plus(b);
    }

    /**
     * Adds the value to {@code sum}, a tensor of the output's shape, in place; returns false if the operation has no faster way to do so
     * than to compute the value and add it.
     */
    protected boolean accumulate(Tensor[] in, Tensor sum) {
        return false;
    }

    /** Whether this operation has a gradient at all. */
    public boolean isDifferentiable() {
        return true;
    }

    /** Whether a gradient flows to input i; false for what only steers, like the condition of a selection. */
    protected boolean differentiableIn(int i) {
        return true;
    }

    /** Applies this operation, recording it on the newest tape among the inputs'. The array is kept: it must not be changed afterwards. */
    public final Tensor on(Tensor... in) {
        return apply(in, null);
    }

    private Tensor apply(Tensor[] in, Workspace below) {
        Tape tape = Tape.newest(in);
        if (tape == null) {
            return value(in, below == null ? Workspace.of(in) : below);
        }
        Tensor number = tape.trace() == null ? ofNumbers(in, tape) : null;
        if (number != null) {
            return tape.record(this, in, number, null);
        }
        Tensor[] primals = new Tensor[in.length];
        for (int i = 0; i < in.length; i++) {
            primals[i] = in[i].below(tape);
        }
        Workspace work = tape.workspace(in);
        Tensor out = tape.trace() == null ? apply(primals, work) : tape.trace().timed(() -> apply(primals, work));
        return tape.record(this, in, out, work.kept());
    }

    /** The value at constants, in memory of {@code work}. */
    final Tensor value(Tensor[] in, Workspace work) {
        for (Tensor t : in) {
            t.live();
        }
        Tensor out = forward(in, work);
        if (out == null) {
            throw error("its value is null; a tensor is expected");
        }
        if (out.isTracked()) {
            throw error("the function uses a tracked tensor that is not one of its inputs; pass it in, or stop its gradient");
        }
        return out;
    }

    /**
     * The value where all inputs are numbers, constants but for {@code tape}, and there is a shorter way to it than by {@link #forward}; else
     * null.
     */
    Tensor ofNumbers(Tensor[] in, Tape tape) {
        return null;
    }

    /** An exception that begins with this operation's name. */
    protected final AutodiffException error(String message) {
        return new AutodiffException(name + ": " + message);
    }

    @Override
    public String toString() {
        return name;
    }
}
