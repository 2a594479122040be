package org.foldgrad.autodiff;

import java.util.Random;
import java.util.function.Supplier;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolation;
import org.foldgrad.autodiff.kernel.Parallel;
import org.junit.jupiter.api.Test;

/** Operations that are shared by several threads, at sizes around those where the number of parts changes. */
class ThreadedOpsTest {
    private static Tensor real(int seed, int n) {
        return Tensor.of(new Random(seed).doubles(n, -1, 1).toArray());
    }

    private static void assertSameBits(String what, Supplier<Tensor> result) {
        Parallel.assertSameBits(what, () -> result.get().toArray());
    }

    @Test
    void gathersAndTheirIndexCotangents() {
        Tensor signal = real(1, 3 * 1000).reshape(3, 1000);
        for (Interpolation interpolation : new Interpolation[] {Interpolation.linear(), Interpolation.catmullRom(), Interpolation.windowedSinc(16)}) {
            for (double parts : Parallel.PARTS) {
                int n = Parallel.elements(parts, 3);
                Tensor index = real(2, n).times(520).plus(500);
                assertSameBits("gather", () -> Gather.gather(signal, index, interpolation, Boundary.reflect()));
                assertSameBits("index cotangent", () -> Gradients.grad(
                    (Tensor x) -> Gather.gather(signal, x, interpolation, Boundary.reflect()).square().sum()).apply(index));
            }
        }
    }

    @Test
    void batchesOfProducts() {
        for (double parts : Parallel.PARTS) {
            int batch = Parallel.elements(parts, 20 * 30 * 40 * 0.03);
            Tensor a = real(1, batch * 20 * 30).reshape(batch, 20, 30);
            Tensor b = real(2, batch * 30 * 40).reshape(batch, 30, 40);
            assertSameBits("products", () -> Products.matmul(a, b));
        }
    }

    @Test
    void softmaxAndItsKin() {
        for (double parts : Parallel.PARTS) {
            int n = 77;
            int rows = Parallel.elements(parts, n);
            Tensor x = real(1, rows * n).reshape(rows, n);
            Tensor w = real(2, rows * n).reshape(rows, n);
            assertSameBits("softmax", () -> Reduce.softmax(x, 1));
            assertSameBits("logSoftmax", () -> Reduce.logSoftmax(x, 1));
            assertSameBits("logSumExp", () -> Reduce.logSumExp(x, 1));
            assertSameBits("gradient", () -> Gradients.grad((Tensor t) -> Reduce.softmax(t, 1).times(w).sum()).apply(x));
        }
    }
}
