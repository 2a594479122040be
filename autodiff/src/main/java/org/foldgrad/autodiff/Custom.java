package org.foldgrad.autodiff;

import java.util.function.Function;

/**
 * An operation made of a forward function and its VJP: what one supplies with one's own gradient.
 *
 * <p>For y = f(x0, x1, ...) inside a loss L, the VJP is given the inputs, y, and the cotangent dL/dy (of y's shape), and returns dL/dx_i
 * for each input, in that input's shape: the sum over elements of y of {@code dL/dy * dy/dx_i}. Written in tensor operations it can be
 * differentiated again, and forward; one that reads the cotangent's elements cannot, and says so. What it reads of elements of the inputs counts
 * as a constant. For an input that has no gradient, return null.
 *
 * <pre>{@code
 * Op cube = Custom.of("cube", x -> x[0].times(x[0]).times(x[0]),
 *     (x, y, ct) -> new Tensor[] {ct.times(x[0].square()).times(3)});
 * }</pre>
 */
public final class Custom extends Op {
    private final Function<Tensor[], Tensor> f;
    private final Vjp vjp;

    /** From inputs, output and the output's cotangent to the inputs' cotangents. */
    @FunctionalInterface
    public interface Vjp {
        /** The cotangent of each input, in its shape; null for none. {@code cotangent} is valid here only; what is kept of it must be a copy. */
        Tensor[] apply(Tensor[] in, Tensor out, Tensor cotangent);
    }

    private Custom(String name, Function<Tensor[], Tensor> f, Vjp vjp) {
        super(name);
        this.f = f;
        this.vjp = vjp;
    }

    /** The operation with value {@code f} and VJP {@code vjp}. */
    public static Op of(String name, Function<Tensor[], Tensor> f, Vjp vjp) {
        return new Custom(name, f, vjp);
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        return f.apply(in.clone());
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        Tape linear = out.isTracked() || cotangent.isTracked() ? Tape.brief() : null;
        Tensor[] cotangents = vjp.apply(in.clone(), out, linear == null ? cotangent : linear.watch(cotangent));
        if (cotangents == null) {
            throw error("its VJP gave null; an array with the cotangent of each input is expected");
        }
        if (cotangents.length != in.length) {
            throw error("its VJP gave " + cotangents.length + " cotangents for " + in.length + " inputs");
        }
        for (int i = 0; i < in.length; i++) {
            if (cotangents[i] != null && into.needs(i)) {
                into.add(i, linear == null ? cotangents[i] : differentiable(cotangents[i], linear));
            }
        }
    }

    /** A result of the VJP while that is itself differentiated: linear in the cotangent, it is on the tape that watches that, or 0. */
    private Tensor differentiable(Tensor result, Tape linear) {
        if (result.tape() != linear && !isZero(result)) {
            throw error("its VJP reads arrays instead of applying tensor operations, so it has no forward mode and no higher derivatives");
        }
        return result.below(linear);
    }

    private static boolean isZero(Tensor t) {
        for (int i = 0; i < t.size(); i++) {
            if (t.at(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
