package org.foldgrad.autodiff;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Derivatives of functions: each method takes a function of tensors and gives a derivative, and they nest in any order.
 *
 * <p>{@code P} and {@code Q} are parameter trees: a {@link Tensor}, an array or list of them, or a record of trees; the gradient by a
 * record is a record. Functions must be pure: what they compute depends on their argument (and on constants) only. The derivatives may be called from
 * several threads at once.
 *
 * <pre>{@code
 * UnaryOperator<Tensor> df = grad(x -> x.square().sum());
 * Tensor ddf = jacobian(df, Tensor.of(1, 2, 3));
 * }</pre>
 */
public final class Gradients {
    private Gradients() {}

    /**
     * A function's value and its gradient.
     *
     * @param value the value, a constant
     * @param grad  the gradient, a tree like the argument
     */
    public record ValueAndGrad<P>(Tensor value, P grad) {}

    /**
     * A function's value and its VJP at a point.
     *
     * @param value    the value
     * @param pullback from cotangents of the value to cotangents of the argument; may be applied any number of times, by the thread that made it
     */
    public record ValueAndPullback<P, Q>(Q value, Function<Q, P> pullback) {}

    /**
     * A function's value and its directional derivative.
     *
     * @param value   the value
     * @param tangent the sum over the argument of d value / d argument * tangent, like the value
     */
    public record ValueAndTangent<Q>(Q value, Q tangent) {}

    /** The function x -> df/dx of a function with a scalar value. */
    public static <P> UnaryOperator<P> grad(Function<P, Tensor> f) {
        Function<P, ValueAndGrad<P>> both = valueAndGrad(f);
        return x -> both.apply(x).grad();
    }

    /** The function x -> (f(x), df/dx) of a function with a scalar value; calls reuse the memory of earlier ones. */
    public static <P> Function<P, ValueAndGrad<P>> valueAndGrad(Function<P, Tensor> f) {
        Recycled memory = new Recycled(false);
        return x -> {
            try (Recording<P, Tensor> r = new Recording<>(f, x, memory)) {
                return r.valueAndGrad();
            }
        };
    }

    /** A scalar function of a vector and its gradient, from array to array. */
    @FunctionalInterface
    public interface OnArrays {
        /** The value at {@code x}; the gradient is written to {@code gradient}, of the same length. */
        double valueAndGrad(double[] x, double[] gradient);
    }

    /**
     * {@link #valueAndGrad} of a function of a vector for optimisers that work on arrays. Calls reuse the memory of earlier ones, for x and the gradient
     * too: a loop of them makes next to no garbage, and a point that {@code f} keeps, or a part of it, is refused after the call; keep a
     * {@link Tensor#copy}. Arrays of unequal lengths are refused with an {@link AutodiffException}.
     */
    public static OnArrays onArrays(Function<Tensor, Tensor> f) {
        Recycled memory = new Recycled(true);
        return (x, gradient) -> {
            if (gradient.length != x.length) {
                throw new AutodiffException("onArrays: x has " + x.length + " numbers and the array for the gradient " + gradient.length
                        + "; their lengths must be equal");
            }
            Tape tape = memory.tape();
            try (Recording<Tensor, Tensor> r = new Recording<>(f, tape.results().copy(x), memory, tape, i -> true)) {
                System.arraycopy(r.gradient()[0].doubles(), 0, gradient, 0, x.length);
                return r.value().item();
            }
        };
    }

    /** f(x) and the function that pulls cotangents of f(x) back to x. */
    public static <P, Q> ValueAndPullback<P, Q> vjp(Function<P, Q> f, P x) {
        Recording<P, Q> r = Recording.open(f, x);
        return new ValueAndPullback<>(r.valueTree(), ct -> Trees.with(x, r.pull(Trees.leaves(ct))));
    }

    /** f(x) and its derivative in the direction {@code tangent}, which is like x. */
    public static <P, Q> ValueAndTangent<Q> jvp(Function<P, Q> f, P x, P tangent) {
        return jvp(f, x, tangent, new Recycled(false));
    }

    private static <P, Q> ValueAndTangent<Q> jvp(Function<P, Q> f, P x, P tangent, Recycled memory) {
        try (Recording<P, Q> r = new Recording<>(f, x, memory)) {
            Tensor[] outputs = Trees.leaves(r.output);
            Tensor[] tangents = r.tape.jvp(outputs, r.inputs, Trees.leaves(tangent));
            for (int j = 0; j < tangents.length; j++) {
                tangents[j] = tangents[j] == null
                        ? Tensor.full(0.0, outputs[j].shape(), outputs[j].dtype())
                        : r.tape.handOut(tangents[j]);
            }
            return new ValueAndTangent<>(r.valueTree(), Trees.with(r.output, tangents));
        }
    }

    /**
     * The function (x, v) -> H v of a function with a scalar value, H its Hessian at x: the derivative of the gradient in the direction v (forward over
     * reverse). Calls reuse the memory of earlier ones: for iterations of products, as those of conjugate gradients and of Lanczos.
     */
    public static <P> BinaryOperator<P> hvp(Function<P, Tensor> f) {
        UnaryOperator<P> df = grad(f);
        Recycled memory = new Recycled(false);
        return (x, v) -> jvp(df, x, v, memory).tangent();
    }

    /** The Hessian of {@code f} at x times v, as {@link #hvp(Function)} gives it, once. */
    public static <P> P hvp(Function<P, Tensor> f, P x, P v) {
        return hvp(f).apply(x, v);
    }

    /** The Jacobian d f_i / d x_j, of shape f's followed by x's. */
    public static Tensor jacobian(Function<Tensor, Tensor> f, Tensor x) {
        ValueAndPullback<Tensor, Tensor> at = vjp(f, x);
        Shape out = at.value().shape();
        Tensor[] rows = new Tensor[out.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = at.pullback().apply(Basis.vector(out, i, at.value().dtype()));
        }
        return Basis.stack(rows, out.then(x.shape()), x.dtype());
    }

    /** The Hessian d² f / d x_i d x_j of a scalar function, of shape x's followed by x's. */
    public static Tensor hessian(Function<Tensor, Tensor> f, Tensor x) {
        return jacobian(grad(f), x);
    }

    /** The diagonal d² f / d x_i² of the Hessian, in x's shape; it takes one Hessian-vector product for each element. */
    public static Tensor hessianDiagonal(Function<Tensor, Tensor> f, Tensor x) {
        BinaryOperator<Tensor> product = hvp(f);
        Tensor[] diagonal = new Tensor[x.size()];
        for (int i = 0; i < diagonal.length; i++) {
            Tensor e = Basis.vector(x.shape(), i, x.dtype());
            diagonal[i] = product.apply(x, e).reshape(x.size()).slice(0, i, i + 1);
        }
        return Basis.stack(diagonal, x.shape(), x.dtype());
    }

    /** {@code f}, recomputed when its gradient is taken instead of keeping its intermediate values. It must not capture tracked tensors. */
    public static <P> Function<P, Tensor> checkpoint(Function<P, Tensor> f) {
        return x -> new Checkpoint<>("checkpoint", f, x).on(Trees.leaves(x));
    }

    /**
     * {@code f}, with a scalar value, whose gradient is computed together with its value and kept in place of its intermediate values: a sum of
     * many such parts takes the memory of one, and stays in the cache where that is small. It must not capture tracked tensors.
     */
    public static <P> Function<P, Tensor> atOnce(Function<P, Tensor> f) {
        Recycled memory = new Recycled(false);
        return x -> new AtOnce<>(f, memory, x).on(Trees.leaves(x));
    }

    /** x as a constant: no gradient flows through it. */
    public static Tensor stopGradient(Tensor x) {
        return x.stopGradient();
    }
}
