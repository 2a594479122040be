package org.foldgrad.autodiff.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.foldgrad.autodiff.expr.Eval;

/** The kernels made so far, one for each program and element type. */
public final class Kernels {
    private static final Map<Program, Kernel<double[]>> F64 = new ConcurrentHashMap<>();

    private Kernels() {}

    /** The kernel of {@code program} over {@code double[]}. */
    public static Kernel<double[]> f64(Program program) {
        return F64.computeIfAbsent(program, p -> (in, out, from, to) -> interpret(p, in, out, from, to));
    }

    /** The kernel of {@code program} over {@code float[]}. */
    public static Kernel<float[]> f32(Program program) {
        return (in, out, from, to) -> {
            double[][] x = new double[in.length][];
            double[][] y = new double[out.length][];
            for (int k = 0; k < x.length; k++) {
                x[k] = widened(in[k]);
            }
            for (int j = 0; j < y.length; j++) {
                y[j] = widened(out[j]);
            }
            interpret(program, x, y, from, to);
            for (int j = 0; j < y.length; j++) {
                for (int i = 0; i < y[j].length; i++) {
                    out[j][i] = (float) y[j][i];
                }
            }
        };
    }

    private static double[] widened(float[] a) {
        double[] d = new double[a.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = a[i];
        }
        return d;
    }

    private static void interpret(Program p, double[][] in, double[][] out, int from, int to) {
        double[] x = new double[p.inputs()];
        double[] sums = new double[p.outputs().size()];
        for (int i = from; i < to; i++) {
            for (int k = 0; k < x.length; k++) {
                x[k] = in[k][p.isScalar(k) ? 0 : i];
            }
            for (int j = 0; j < out.length; j++) {
                double value = Eval.at(p.outputs().get(j), x);
                switch (p.sinks().get(j)) {
                    case WRITE -> out[j][i] = value;
                    case ADD -> out[j][i] += value;
                    case SUM -> sums[j] += value;
                }
            }
        }
        for (int j = 0; j < out.length; j++) {
            if (p.sinks().get(j) == Sink.SUM) {
                out[j][0] = sums[j];
            }
        }
    }
}
