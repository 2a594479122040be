package org.foldgrad.autodiff.kernel.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.function.Supplier;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Numbers;
import org.foldgrad.autodiff.kernel.axes.ReduceLoops;
import org.foldgrad.autodiff.kernel.dense.ConvLoops;
import org.foldgrad.autodiff.kernel.dense.ConvShape;
import org.foldgrad.autodiff.kernel.dense.MatMulLoops;
import org.foldgrad.autodiff.kernel.dense.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hand-written vector loops take their width when their class is loaded: here they are loaded again for each width, and must give the same
 * bits.
 */
class VectorWidthsTest {
    static Iterable<Backend> backends() {
        return Backend.available();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyWidthGivesTheSameBits(Backend backend) throws ReflectiveOperationException {
        assertArrayEquals(new Probe().get(), probe(backend).get());
    }

    @SuppressWarnings("unchecked")
    private static Supplier<double[]> probe(Backend backend) throws ReflectiveOperationException {
        String before = System.getProperty("foldgrad.backend");
        System.setProperty("foldgrad.backend", backend.toString());
        try {
            Class<?> reloaded = new Reloading().loadClass(Probe.class.getName());
            Supplier<double[]> probe = (Supplier<double[]>) reloaded.getDeclaredConstructor().newInstance();
            probe.get(); // loads the loops while the property is set
            return probe;
        } finally {
            if (before == null) {
                System.clearProperty("foldgrad.backend");
            } else {
                System.setProperty("foldgrad.backend", before);
            }
        }
    }

    /** Defines the classes of this package anew. */
    private static final class Reloading extends ClassLoader {
        Reloading() {
            super(VectorWidthsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null || !name.startsWith(VectorWidthsTest.class.getPackageName() + ".")) {
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** Products, convolutions and reductions of fixed random numbers, one after the other, on the backend of the run. */
    public static final class Probe implements Supplier<double[]> {
        private final double[] results = new double[60_000];
        private int size;

        public Probe() {}

        @Override
        public double[] get() {
            size = 0;
            Random random = new Random(7);
            double[] a = Numbers.real(random, 101 * 300);
            double[] b = Numbers.real(random, 300 * 77);
            double[] c = new double[101 * 77];
            MatMulLoops.of(c).addProduct(Matrix.rowMajor(a, 0, 101, 300), Matrix.rowMajor(b, 0, 300, 77), c, 0);
            keep(c);
            MatMulLoops.of(c).addProduct(Matrix.rowMajor(a, 0, 101, 300), Matrix.rowMajor(b, 0, 300, 2), c, 0);
            keep(c);
            for (ConvShape s : new ConvShape[] {new ConvShape(1, 1, 1, 1, 1500, 150, 1, 4, 1), new ConvShape(2, 2, 3, 7, 300, 9, 2, 3, 2)}) {
                double[] x = Numbers.real(random, s.batch() * s.groups() * s.inputs() * s.length());
                double[] w = Numbers.real(random, s.groups() * s.outputs() * s.inputs() * s.taps());
                double[] y = new double[s.batch() * s.groups() * s.outputs() * s.outLength()];
                ConvLoops.of(x).addOutput(s, x, w, y);
                keep(y);
                ConvLoops.of(x).addInputGradient(s, w, y, x);
                keep(x);
                ConvLoops.of(x).addWeightGradient(s, x, y, w);
                keep(w);
            }
            double[] sums = new double[140];
            ReduceLoops.of(a).sum(a, 1, 101, 140, sums);
            keep(sums);
            ReduceLoops.of(a).sum(a, 4, 101 * 35, 1, sums);
            keep(sums);
            ReduceLoops.of(a).max(a, 101, 140, 1, sums);
            keep(sums);
            ReduceLoops.of(a).min(a, 1, 101, 140, sums);
            keep(sums);
            return results;
        }

        private void keep(double[] result) {
            System.arraycopy(result, 0, results, size, result.length);
            size += result.length;
        }
    }
}
