package org.foldgrad.pitch.study;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.Tensor;

/** Small arithmetic of the studies. */
final class Vectors {
    private Vectors() {
    }

    /** {@code count} numbers from {@code from} to {@code to}, equally spaced. */
    static double[] steps(double from, double to, int count) {
        return IntStream.range(0, count).mapToDouble(i -> from + (to - from) * i / (count - 1)).toArray();
    }

    static double[] map(double[] x, DoubleUnaryOperator f) {
        return IntStream.range(0, x.length).mapToDouble(i -> f.applyAsDouble(x[i])).toArray();
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }

    static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** The squared cosine of the angle between two vectors. */
    static double squaredCosine(double[] a, double[] b) {
        double product = dot(a, b);
        return product * product / dot(a, a) / dot(b, b);
    }

    /** {@code x} with element {@code i} moved by {@code step}. */
    static Tensor moved(Tensor x, int i, double step) {
        double[] values = x.toArray();
        values[i] += step;
        return Tensor.of(values);
    }
}
