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
