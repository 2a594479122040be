package org.foldgrad.autodiff;

import java.util.Arrays;
import java.util.function.LongFunction;
import org.foldgrad.autodiff.kernel.emit.Kernel;
import org.foldgrad.autodiff.kernel.emit.Kernels;
import org.foldgrad.autodiff.kernel.emit.Point;
import org.foldgrad.autodiff.kernel.emit.Program;

/** The compiled variants of one operation, by a key that says which inputs are scalars and what happens to each output. */
final class Launcher {
    private final LongFunction<Program> program;
    /** Those asked for so far, never many: a new one goes to a new array. */
    private volatile Variant[] variants = {};

    /**
     * A program with its kernels, made when first needed; racing threads find the same ones in {@link Kernels}. Each field is read once: a second read
     * of a plain field may find what was there before the first.
     */
    private static final class Variant {
        final long key;
        final Program program;
        private Kernel<double[]> f64;
        private Kernel<float[]> f32;
        private Point point;

        Variant(long key, Program program) {
            this.key = key;
            this.program = program;
        }

        Kernel<double[]> f64() {
            Kernel<double[]> kernel = f64;
            return kernel != null ? kernel : (f64 = Kernels.f64(program));
        }

        Kernel<float[]> f32() {
            Kernel<float[]> kernel = f32;
            return kernel != null ? kernel : (f32 = Kernels.f32(program));
        }

        Point point() {
            Point kernel = point;
            return kernel != null ? kernel : (point = Kernels.point(program));
        }
    }

    Launcher(LongFunction<Program> program) {
        this.program = program;
    }

    /** Runs the variant {@code key} over elements 0 to {@code n} of tensors of one element type that are known to be live. */
    void run(long key, Tensor[] in, Tensor[] out, int n) {
        Variant v = variant(key);
        switch (in[0].dtype()) {
            case F64 -> {
                double[][] x = new double[in.length][];
                double[][] y = new double[out.length][];
                for (int i = 0; i < x.length; i++) {
                    x[i] = (double[]) in[i].raw();
                }
                for (int j = 0; j < y.length; j++) {
                    y[j] = (double[]) out[j].raw();
                }
                v.f64().run(x, y, 0, n);
            }
            case F32 -> {
                float[][] x = new float[in.length][];
                float[][] y = new float[out.length][];
                for (int i = 0; i < x.length; i++) {
                    x[i] = (float[]) in[i].raw();
                }
                for (int j = 0; j < y.length; j++) {
                    y[j] = (float[]) out[j].raw();
                }
                v.f32().run(x, y, 0, n);
            }
        }
    }

    /** The variant {@code key} for single numbers. */
    Point point(long key) {
        return variant(key).point();
    }

    private Variant variant(long key) {
        Variant known = find(key);
        return known != null ? known : add(key);
    }

    private Variant find(long key) {
        for (Variant v : variants) {
            if (v.key == key) {
                return v;
            }
        }
        return null;
    }

    private synchronized Variant add(long key) {
        Variant known = find(key);
        if (known == null) {
            known = new Variant(key, program.apply(key));
            Variant[] more = Arrays.copyOf(variants, variants.length + 1);
            more[variants.length] = known;
            variants = more;
        }
        return known;
    }

    /** Bit k set where input k is a scalar among larger ones. */
    static long scalars(Tensor[] in, Shape out) {
        long mask = 0;
        if (!out.isScalar()) {
            for (int k = 0; k < in.length; k++) {
                mask |= in[k].shape().isScalar() ? 1L << k : 0;
            }
        }
        return mask;
    }
}
