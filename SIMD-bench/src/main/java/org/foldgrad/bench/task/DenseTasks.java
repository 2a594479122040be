package org.foldgrad.bench.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.foldgrad.autodiff.Products;
import org.foldgrad.autodiff.Reduce;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;
import org.foldgrad.bench.work.Ours;
import org.foldgrad.bench.work.Task;
import org.foldgrad.bench.work.Type;
import org.foldgrad.bench.work.Work;
import org.foldgrad.bench.hand.HandSoftmax;

/** Softmax of rows, products of matrices, of a matrix and a vector, and convolution; a name ending in {@code -grad} is the loss sum(w y) with
 * its gradients by the inputs but w. */
public final class DenseTasks {
    private static final int[] AUDIO = {1_000, 10_000, 100_000, 441_000, 1_000_000, 10_000_000};
    /** Sides of square matrices of some hundred elements to ten million; the loop written by hand has no rest of a row. */
    private static final int[] SIDES = {16, 32, 104, 320, 1_000, 3_200};
    private static final int TAPS = 64;

    private DenseTasks() {}

    /** Softmax of the rows of n x n matrices, products of n x n matrices and of one with a vector, 64 taps over n samples; the gradients at fewer sizes. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        for (boolean gradient : new boolean[] {false, true}) {
            for (int n : gradient ? new int[] {1_000} : SIDES) {
                tasks.add(softmax(n, gradient));
            }
            for (Type type : Type.values()) {
                for (int n : new int[] {256, 512, 1024}) {
                    tasks.add(product(type, n, gradient));
                }
                tasks.add(vectorProduct(type, 1_000, gradient));
            }
            for (int n : gradient ? new int[] {441_000} : AUDIO) {
                tasks.add(convolution(Type.F32, n, gradient));
            }
        }
        return tasks;
    }

    private static Task softmax(int n, boolean gradient) {
        return task(gradient ? "softmax-grad" : "softmax", Type.F64, n, n * n, Work.traffic(8.0 * n * n * (gradient ? 4 : 2)), 1e-13,
                () -> new double[][] {Inputs.uniform(n * n, -3, 3, 1), Inputs.uniform(n * n, -1, 1, 2)})
                .with("ours", in -> softmax(n, in, gradient ? Ours::gradient : Ours::value, gradient))
                .with("in-place", in -> softmax(n, in, gradient ? Ours::gradientInPlace : Ours::valueInPlace, gradient))
                .with("hand", in -> new HandSoftmax(in, gradient));
    }

    private static Contender softmax(int n, double[][] in, BiFunction<Tensor[], Function<Tensor[], Tensor>, Contender> how, boolean gradient) {
        Tensor[] both = Ours.tensors(Type.F64, in, new int[] {n, n}, new int[] {n, n});
        return how.apply(new Tensor[] {both[0]}, p -> {
            Tensor y = Reduce.softmax(p[0], 1);
            return gradient ? weighted(y, both[1]) : y;
        });
    }

    private static Task product(Type type, int n, boolean gradient) {
        return bilinear("matmul", type, n, n * n, flops(2.0 * n * n * n, gradient), gradient, Products::matmul,
                new int[] {n, n}, new int[] {n, n}, new int[] {n, n});
    }

    /** Each element of the matrix is read once, and its gradient written. */
    private static Task vectorProduct(Type type, int n, boolean gradient) {
        return bilinear("matvec", type, n, n * n, Work.traffic((double) type.bytes() * n * n * (gradient ? 2 : 1)), gradient, Products::matmul,
                new int[] {n, n}, new int[] {n}, new int[] {n});
    }

    private static Task convolution(Type type, int n, boolean gradient) {
        return bilinear("conv1d", type, n, n, flops(2.0 * n * TAPS, gradient), gradient, Products::conv1d,
                new int[] {1, 1, n}, new int[] {1, 1, TAPS}, new int[] {1, 1, n - TAPS + 1});
    }

    /** A product, or with its gradients two more products of the same cost. */
    private static Work flops(double flops, boolean gradient) {
        return Work.arithmetic(gradient ? 3 * flops : flops);
    }

    /** y = f(a, b); or the loss sum(w y) and its gradient by a and b. */
    private static Task bilinear(String name, Type type, int n, long elements, Work work, boolean gradient, BinaryOperator<Tensor> f,
            int[]... shapes) {
        return task(gradient ? name + "-grad" : name, type, n, elements, work, type == Type.F64 ? 1e-12 : 1e-4,
                () -> new double[][] {random(shapes[0], 1), random(shapes[1], 2), random(shapes[2], 3)})
                .with("ours", in -> bilinear(type, in, f, shapes, gradient ? Ours::gradient : Ours::value, gradient))
                .with("in-place", in -> bilinear(type, in, f, shapes, gradient ? Ours::gradientInPlace : Ours::valueInPlace, gradient));
    }

    private static Contender bilinear(Type type, double[][] in, BinaryOperator<Tensor> f, int[][] shapes,
            BiFunction<Tensor[], Function<Tensor[], Tensor>, Contender> how, boolean gradient) {
        Tensor[] x = Ours.tensors(type, in, shapes);
        return how.apply(new Tensor[] {x[0], x[1]}, p -> gradient ? weighted(f.apply(p[0], p[1]), x[2]) : f.apply(p[0], p[1]));
    }

    private static Tensor weighted(Tensor y, Tensor w) {
        return Products.dot(y.reshape(y.size()), w.reshape(w.size()));
    }

    private static double[] random(int[] shape, long seed) {
        return Inputs.uniform(Arrays.stream(shape).reduce(1, (a, b) -> a * b), -1, 1, seed);
    }

    private static Task task(String family, Type type, int n, long elements, Work work, double tolerance, Supplier<double[][]> inputs) {
        return new Task(family, type, n, elements, work, tolerance, inputs, Map.of());
    }
}
