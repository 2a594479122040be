package org.foldgrad.autodiff.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.foldgrad.autodiff.kernel.axes.ReduceLoops;
import org.foldgrad.autodiff.kernel.dense.ConvLoops;
import org.foldgrad.autodiff.kernel.dense.ConvShape;
import org.foldgrad.autodiff.kernel.dense.MatMulLoops;
import org.foldgrad.autodiff.kernel.dense.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hand-written loop that several threads share, at sizes around those where the number of parts changes. */
class ThreadedLoopsTest {
    private static double[] real(int seed, int n) {
        return Numbers.real(new Random(seed), n);
    }

    @ParameterizedTest
    @MethodSource(Parallel.BACKENDS)
    void reductions(Backend backend) {
        for (double parts : Parallel.PARTS) {
            int elements = Parallel.elements(parts, Cost.SUM);
            int[][] shapes = {{1, elements, 1}, {elements / 100, 100, 1}, {1, elements / 1000, 1000}, {3, elements / 400, 133}};
            double[] x = Numbers.whole(new Random(3), elements + 1000, 200);
            double[] third = Arrays.stream(x).map(v -> v / 3).toArray();
            double[] nearOne = Arrays.stream(x).map(v -> 1 + v / 1e6).toArray();
            for (int[] s : shapes) {
                ReduceLoops<double[]> loops = ReduceLoops.of(x, backend);
                Parallel.assertSameBits("reduction of " + Arrays.toString(s), () -> {
                    double[][] y = new double[4][s[0] * s[2]];
                    int[] index = new int[s[0] * s[2]];
                    double[] share = new double[s[0] * s[1] * s[2]];
                    loops.sum(third, s[0], s[1], s[2], y[0]);
                    loops.product(nearOne, s[0], s[1], s[2], y[1]);
                    loops.min(x, s[0], s[1], s[2], y[2]);
                    loops.max(x, s[0], s[1], s[2], y[3]);
                    loops.find(x, s[0], s[1], s[2], y[3], index);
                    loops.share(x, s[0], s[1], s[2], y[3], share);
                    return Numbers.join(Numbers.join(y), Arrays.stream(index).asDoubleStream().toArray(), share);
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource(Parallel.BACKENDS)
    void products(Backend backend) {
        for (double parts : Parallel.PARTS) {
            product(backend, parts, 61, 130);
            product(backend, parts, 300, 2);
            product(backend, parts, 300, 1);
        }
    }

    private static void product(Backend backend, double parts, int k, int n) {
        int m = Parallel.elements(parts, MatMulLoops.nanos(1, k, n));
        double[] a = real(1, m * k);
        double[] b = real(2, k * n);
        for (boolean transposed : new boolean[] {false, true}) {
            Matrix<double[]> left = transposed ? Matrix.rowMajor(a, 0, k, m).transpose() : Matrix.rowMajor(a, 0, m, k);
            Parallel.assertSameBits("product with " + n + " columns", () -> {
                double[] c = real(3, m * n + 1);
                MatMulLoops.of(c, backend).addProduct(left, Matrix.rowMajor(b, 0, k, n), c, 1);
                return c;
            });
        }
    }

    @ParameterizedTest
    @MethodSource(Parallel.BACKENDS)
    void convolutions(Backend backend) {
        for (double parts : Parallel.PARTS) {
            int length = Parallel.elements(parts, MatMulLoops.nanos(1, 64, 1));
            for (ConvShape s : List.of(
                    new ConvShape(1, 1, 1, 1, length, 64, 1, 31, 1),
                    new ConvShape(2, 2, 3, 2, length / 24, 32, 2, 3, 3),
                    new ConvShape(1, 1, 120, 40, length / 75, 3, 1, 1, 1))) {
                double[] x = real(1, s.batch() * s.groups() * s.inputs() * s.length());
                double[] w = real(2, s.groups() * s.outputs() * s.inputs() * s.taps());
                double[] dy = real(3, s.batch() * s.groups() * s.outputs() * s.outLength());
                Parallel.assertSameBits(s.toString(), () -> {
                    double[] y = dy.clone();
                    double[] dx = x.clone();
                    double[] dw = w.clone();
                    ConvLoops<double[]> loops = ConvLoops.of(x, backend);
                    loops.addOutput(s, x, w, y);
                    loops.addInputGradient(s, w, dy, dx);
                    loops.addWeightGradient(s, x, dy, dw);
                    return Numbers.join(y, dx, dw);
                });
            }
        }
    }
}
