package org.foldgrad.autodiff.kernel.emit;

import java.util.List;
import java.util.Random;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Numbers;
import org.foldgrad.autodiff.kernel.Parallel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels of programs on several threads, at sizes around those where the number of parts changes. */
class ThreadedKernelsTest {
    @ParameterizedTest
    @MethodSource(Parallel.BACKENDS)
    void elementwise(Backend backend) {
        Expr product = Expr.input(0).times(Expr.input(1));
        Program program = new Program(List.of(product, product), List.of(Sink.WRITE, Sink.ADD), 2, 2);
        Kernel<double[]> kernel = Kernels.f64(program, backend);
        for (double parts : Parallel.PARTS) {
            int n = Parallel.elements(parts, Kernels.nanos(program, Lane.F64));
            Parallel.assertSameBits("elementwise", () -> {
                double[] x = Numbers.real(new Random(5), n);
                double[] sum = Numbers.real(new Random(6), n);
                kernel.run(new double[][] {x, {1.0 / 3}}, new double[][] {x, sum}, 3, n - 2); // the first output in place
                return Numbers.join(x, sum);
            });
        }
    }

    @ParameterizedTest
    @MethodSource(Parallel.BACKENDS)
    void sumsOfPrograms(Backend backend) {
        Expr product = Expr.input(0).times(Expr.input(1));
        Program program = new Program(List.of(product, product, Expr.input(0)), List.of(Sink.WRITE, Sink.SUM, Sink.SUM), 2, 0);
        for (int n : new int[] {Program.BLOCK, Program.BLOCK + 1, 3 * Program.BLOCK - 1, 20 * Program.BLOCK + 77}) {
            double[] x = Numbers.real(new Random(7), n + 3);
            double[] y = Numbers.real(new Random(8), n + 3);
            Parallel.assertSameBits("sum", () -> {
                double[][] out = {new double[n + 3], new double[1], new double[1]};
                Kernels.f64(program, backend).run(new double[][] {x, y}, out, 3, n + 3);
                return Numbers.join(out);
            });
        }
    }
}
