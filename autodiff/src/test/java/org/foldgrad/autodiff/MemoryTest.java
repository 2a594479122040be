package org.foldgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.foldgrad.autodiff.Gradients.ValueAndGrad;
import org.junit.jupiter.api.Test;

class MemoryTest {
    /** A million nodes in one chain: y = x (1 + 1e-6)^1000000. Run by the test below in a JVM of 1 GB. */
    public static void main(String[] args) {
        int n = 1_000_000;
        double factor = 1 + 1e-6;
        double slope = Gradients.grad((Tensor x) -> {
            Tensor y = x;
            for (int k = 0; k < n; k++) {
                y = y.times(factor);
            }
            return y;
        }).apply(Tensor.scalar(1)).item();
        System.out.println(Math.abs(slope / Math.pow(factor, n) - 1) < 1e-9 ? "right" : "wrong: " + slope);
    }

    @Test
    void aMillionNodesFitIntoOneGigabyteWithoutRecursion() throws Exception {
        Process p = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx1g", "-Xss512k", "--add-modules",
                "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), MemoryTest.class.getName()).redirectErrorStream(true).start();
        String output = new String(p.getInputStream().readAllBytes());
        assertTrue(p.waitFor(2, TimeUnit.MINUTES), "not done in two minutes");
        assertEquals(0, p.exitValue(), output);
        assertTrue(output.contains("right"), output);
    }

    @Test
    void stepsReuseTheirMemory() {
        Function<Tensor, ValueAndGrad<Tensor>> f = Gradients.valueAndGrad(x -> x.tanh().times(x.square()).exp().sum());
        Tensor[] x = {Tensor.range(2000).over(2000)};
        descend(f, x, 100);
        long early = heapInUse();
        descend(f, x, 10_000);
        long late = heapInUse();
        assertTrue(late < early + 1_000_000, "heap in use after 100 steps " + early + " bytes, after 10,000 more " + late);
    }

    /** The ten values before a part are written where those of the last step were: of the arrays that a step fills, few are new. */
    @Test
    void partsLeaveTheMemoryAroundThemForReuse() {
        Tensor x = Tensor.range(10_000).over(10_000);
        List<Function<Tensor, Tensor>> parts = List.of(Gradients.checkpoint(y -> y.square().sum()), Gradients.atOnce(y -> y.square().sum()));
        for (Function<Tensor, Tensor> part : parts) {
            UnaryOperator<Tensor> df = Gradients.grad(v -> {
                Tensor y = v;
                for (int k = 0; k < 10; k++) {
                    y = y.tanh();
                }
                return part.apply(y);
            });
            double arrays = allocated(() -> df.apply(x)) / (8.0 * x.size());
            assertTrue(arrays < 12, "arrays made in a step: " + arrays);
        }
    }

    /** What a gradient of a gradient computes on the way is written where it was in the last step, too. */
    @Test
    void gradientsOfDerivativesReuseTheirMemory() {
        Tensor x = Tensor.range(10_000).over(10_000);
        Function<Tensor, Tensor> f = y -> y.tanh().exp().times(y).sum();
        UnaryOperator<Tensor> df = Gradients.grad(f);
        BinaryOperator<Tensor> hessianTimes = Gradients.hvp(f);
        UnaryOperator<Tensor> ofGradient = Gradients.grad(y -> df.apply(y).square().sum());
        UnaryOperator<Tensor> ofTangent = Gradients.grad(y -> Gradients.jvp(f, y, x).tangent().square());
        Function<Tensor, Tensor> row = Gradients.vjp(df, x).pullback();
        Function<Tensor, Tensor> product = y -> hessianTimes.apply(y, x);
        for (Function<Tensor, Tensor> derivative : List.of(ofGradient, ofTangent, row, product)) {
            double arrays = leastAllocated(() -> derivative.apply(x)) / (8.0 * x.size());
            assertTrue(arrays < 3, "arrays made in a step: " + arrays);
        }
    }

    /** Here two inputs share a cotangent, and what comes last is a view: nothing of it is of use once the gradient is handed out. */
    @Test
    void aPullbackMakesItsGradientsOnly() {
        Op both = Custom.of("both", q -> q[0].plus(q[1]), (q, y, ct) -> new Tensor[] {ct, ct});
        var pullback = Gradients.vjp((Tensor v) -> both.on(v.tanh(), v.sigmoid()).square(), Tensor.range(10_000).over(10_000)).pullback();
        var view = Gradients.vjp((Tensor v) -> v.reshape(100, 100).square().tanh(), Tensor.range(10_000).over(10_000)).pullback();
        for (Runnable r : List.<Runnable>of(() -> pullback.apply(Tensor.ones(10_000)), () -> view.apply(Tensor.ones(100, 100)))) {
            double arrays = leastAllocated(r) / 80_000;
            assertTrue(arrays < 3, "arrays made for a cotangent and a gradient: " + arrays);
        }
    }

    /** Neither the point, nor the gradient, nor anything on the way. */
    @Test
    void onArraysNothingIsMadeThatGrowsWithThem() {
        double[] x = new double[100_000];
        double[] gradient = new double[x.length];
        Gradients.OnArrays f = Gradients.onArrays(y -> y.tanh().times(y.square()).exp().sum());
        double bytes = leastAllocated(() -> f.valueAndGrad(x, gradient));
        assertTrue(bytes < 10_000, "bytes made in a step of 100,000 numbers: " + bytes);
    }

    /** The bytes that a call allocates once it has been made a few times. */
    private static double allocated(Runnable call) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int k = 0; k < 20; k++) {
            call.run();
        }
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < 20; k++) {
            call.run();
        }
        return (thread.getCurrentThreadAllocatedBytes() - before) / 20.0;
    }

    /** The same once the kernels are compiled: until then their vectors are objects. */
    private static double leastAllocated(Runnable call) {
        return DoubleStream.generate(() -> allocated(call)).limit(20).min().orElseThrow();
    }

    /** A reshape makes no array: what it contributes first is the caller's own, to which nothing may be added in place. */
    @Test
    void aCotangentThatWasHandedInStaysAsItWas() {
        Tape tape = new Tape();
        Tensor x = tape.watch(Tensor.range(4));
        Tensor tenfold = x.times(10);
        Tensor square = x.reshape(2, 2); // recorded last, so the first to contribute
        Tensor cotangent = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
        Tensor[] gradients = tape.vjp(new Tensor[] {tenfold, square}, new Tensor[] {Tensor.ones(4), cotangent}, new Tensor[] {x});
        assertArrayEquals(new double[] {11, 12, 13, 14}, gradients[0].toArray());
        assertArrayEquals(new double[] {1, 2, 3, 4}, cotangent.toArray());
    }

    /** What the first sweep computes of constants is recorded with its tracked cotangent: the second must not write there. */
    @Test
    void sweepsThatAreRecordedKeepWhatTheyComputed() {
        Tape tape = new Tape();
        Tensor x = tape.watch(Tensor.range(512).over(2000).plus(3));
        Tensor one = Reduce.prod(x.tanh());
        Tensor other = Reduce.prod(Ops.exp(x.minus(3.1)));
        double expected = tape.gradient(one, x)[0].plus(tape.gradient(other, x)[0]).sum().item();
        UnaryOperator<Tensor> ofCotangent = Gradients.grad(ct -> tape.vjp(one, ct, x)[0].plus(tape.vjp(other, ct, x)[0]).sum());
        assertEquals(expected, ofCotangent.apply(Tensor.scalar(1)).item(), 1e-12 * Math.abs(expected));
    }

    private static void descend(Function<Tensor, ValueAndGrad<Tensor>> f, Tensor[] x, int steps) {
        for (int k = 0; k < steps; k++) {
            x[0] = x[0].minus(f.apply(x[0]).grad().times(1e-4));
        }
    }

    /** Once everything unreachable is gone: a collection is known to have run when a dropped object is. */
    private static long heapInUse() {
        for (int round = 0; round < 3; round++) {
            WeakReference<byte[]> witness = new WeakReference<>(new byte[16]);
            while (witness.get() != null) {
                System.gc();
            }
        }
        Runtime r = Runtime.getRuntime();
        return r.totalMemory() - r.freeMemory();
    }
}
