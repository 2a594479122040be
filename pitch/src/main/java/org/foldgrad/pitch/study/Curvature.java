package org.foldgrad.pitch.study;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;

/** The largest curvature of a loss: the Lipschitz constant of its gradient, locally. */
final class Curvature {
    private Curvature() {
    }

    /** The largest eigenvalue of the Hessian at {@code x}, by {@code iterations} of the power method on Hessian-vector products. */
    static double largest(Function<Tensor, Tensor> loss, Tensor x, int iterations) {
        double[] v = new double[x.size()];
        for (int i = 0; i < v.length; i++) {
            // far from any smooth eigenvector's zero
            v[i] = Math.cos(2.4 * i) + 0.1;
        }
        BinaryOperator<Tensor> hessianTimes = Gradients.hvp(loss);
        double value = 0;
        for (int k = 0; k < iterations; k++) {
            double norm = Vectors.norm(v);
            Tensor unit = Tensor.of(Vectors.map(v, e -> e / norm));
            v = hessianTimes.apply(x, unit).toArray();
            value = Vectors.dot(v, unit.toArray());
        }
        return value;
    }
}
