package org.foldgrad.bench.work;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Gradients.ValueAndGrad;
import org.foldgrad.autodiff.InPlace;
import org.foldgrad.autodiff.Tensor;

/** The library as a contender: a function of tensors, called the way a user would. */
public final class Ours {
    private Ours() {}

    /** The inputs as vectors of the given type. */
    public static Tensor[] tensors(Type type, double[][] in) {
        return Arrays.stream(in).map(x -> type == Type.F64 ? Tensor.of(x) : Tensor.f32(Inputs.floats(x))).toArray(Tensor[]::new);
    }

    /** The inputs in the given shapes. */
    public static Tensor[] tensors(Type type, double[][] in, int[]... shapes) {
        Tensor[] vectors = tensors(type, in);
        Arrays.setAll(vectors, i -> vectors[i].reshape(shapes[i]));
        return vectors;
    }

    /** {@code f} of constants. */
    public static Contender value(Tensor[] x, Function<Tensor[], Tensor> f) {
        return new Contender() {
            private Tensor value;

            @Override
            public Object step() {
                value = f.apply(x);
                return value;
            }

            @Override
            public double[] result() {
                return value.toArray();
            }
        };
    }

    /** The same, results where those of the last step were. */
    public static Contender valueInPlace(Tensor[] x, Function<Tensor[], Tensor> f) {
        return value(x, InPlace.value(f));
    }

    /** A scalar function and its gradient by every input. */
    public static Contender gradient(Tensor[] x, Function<Tensor[], Tensor> f) {
        return both(x, Gradients.valueAndGrad(f));
    }

    /** The same, results where those of the last step were. */
    public static Contender gradientInPlace(Tensor[] x, Function<Tensor[], Tensor> f) {
        return both(x, InPlace.valueAndGrad(f));
    }

    private static Contender both(Tensor[] x, Function<Tensor[], ValueAndGrad<Tensor[]>> both) {
        return new Contender() {
            private ValueAndGrad<Tensor[]> outcome;

            @Override
            public Object step() {
                outcome = both.apply(x);
                return outcome;
            }

            @Override
            public double[] result() {
                return flat(outcome.value(), outcome.grad());
            }
        };
    }

    /** A function of one number and its derivative. */
    public static Contender scalarGradient(double at, UnaryOperator<Tensor> f) {
        return gradient(new Tensor[] {Tensor.scalar(at)}, x -> f.apply(x[0]));
    }

    /** The numbers of {@code value} and then of each of the gradients. */
    public static double[] flat(Tensor value, Tensor... gradients) {
        double[][] parts = new double[gradients.length + 1][];
        parts[0] = value.toArray();
        for (int i = 0; i < gradients.length; i++) {
            parts[i + 1] = gradients[i].toArray();
        }
        return Inputs.flat(parts);
    }
}
