package org.foldgrad.autodiff.check;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Tape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.Trees;

/** Arithmetic on lists of tensors, outside any tape. */
final class Points {
    private Points() {}

    /** x + t d. */
    static Tensor[] step(Tensor[] x, Tensor[] d, double t) {
        Tensor[] moved = new Tensor[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] a = x[i].toArray();
            double[] b = d[i].toArray();
            for (int j = 0; j < a.length; j++) {
                a[j] += t * b[j];
            }
            moved[i] = like(x[i], a);
        }
        return moved;
    }

    /** The sum of all products. */
    static double dot(Tensor[] a, Tensor[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double[] x = a[i].toArray();
            double[] y = b[i].toArray();
            for (int j = 0; j < x.length; j++) {
                sum += x[j] * y[j];
            }
        }
        return sum;
    }

    /** The sum of the products' magnitudes: what {@link #dot} could be without cancellation. */
    static double magnitude(Tensor[] a, Tensor[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double[] x = a[i].toArray();
            double[] y = b[i].toArray();
            for (int j = 0; j < x.length; j++) {
                // a product too small for a number is not nothing
                sum += x[j] == 0 || y[j] == 0 ? 0 : Math.max(Double.MIN_VALUE, Math.abs(x[j] * y[j]));
            }
        }
        return sum;
    }

    /** The largest magnitude. */
    static double largest(Tensor... a) {
        double most = 0;
        for (Tensor t : a) {
            for (double v : t.toArray()) {
                most = Math.max(most, Math.abs(v));
            }
        }
        return most;
    }

    /** A direction in which each element moves in proportion to its magnitude, and zeros as much as the others do on average. */
    static Tensor[] direction(Tensor[] x, Random random) {
        double sum = 0;
        long count = 0;
        for (Tensor t : x) {
            for (double v : t.toArray()) {
                sum += Math.abs(v);
                count++;
            }
        }
        double typical = sum > 0 && Double.isFinite(sum) ? sum / count : 1;
        Tensor[] d = new Tensor[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] a = x[i].toArray();
            for (int j = 0; j < a.length; j++) {
                double z = random.nextDouble(0.25, 1);
                a[j] = (random.nextBoolean() ? z : -z) * (a[j] != 0 ? Math.abs(a[j]) : typical);
            }
            d[i] = like(x[i], a);
        }
        return d;
    }

    /** The direction, turned where the slopes of its elements would cancel: an error that all have in common is then one of their sum. */
    static Tensor[] turned(Tensor[] d, Tensor[] gradient) {
        if (Math.abs(dot(gradient, d)) >= 0.5 * magnitude(gradient, d)) {
            return d;
        }
        Tensor[] turned = new Tensor[d.length];
        for (int i = 0; i < d.length; i++) {
            double[] a = d[i].toArray();
            double[] g = gradient[i].toArray();
            for (int j = 0; j < a.length; j++) {
                a[j] = g[j] * a[j] < 0 ? -a[j] : a[j];
            }
            turned[i] = like(d[i], a);
        }
        return turned;
    }

    /** Cotangents with elements of magnitude ¼ to 1 and random signs. */
    static Tensor[] cotangents(Tensor[] like, Random random) {
        Tensor[] w = new Tensor[like.length];
        for (int i = 0; i < w.length; i++) {
            double[] a = new double[like[i].size()];
            for (int j = 0; j < a.length; j++) {
                double z = random.nextDouble(0.25, 1);
                a[j] = random.nextBoolean() ? z : -z;
            }
            w[i] = like(like[i], a);
        }
        return w;
    }

    static boolean isFinite(Tensor[] x) {
        for (Tensor t : x) {
            for (double v : t.toArray()) {
                if (!Double.isFinite(v)) {
                    return false;
                }
            }
        }
        return true;
    }

    static boolean sameBits(Tensor[] a, Tensor[] b) {
        for (int i = 0; i < a.length; i++) {
            double[] x = a[i].toArray();
            double[] y = b[i].toArray();
            for (int j = 0; j < x.length; j++) {
                if (Double.doubleToLongBits(x[j]) != Double.doubleToLongBits(y[j])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Half the distance between neighbouring numbers near 1 in the coarsest type present. */
    static double roundoff(Tensor[] x) {
        for (Tensor t : x) {
            if (t.dtype() == DType.F32) {
                return 0x1p-24;
            }
        }
        return 0x1p-53;
    }

    /** What is computed on the way from x to the value, x included: each is rounded as its type is. */
    static <P> Tensor[] way(Function<P, Tensor> scalar, P x) {
        Tape tape = new Tape();
        scalar.apply(Trees.with(x, Arrays.stream(Trees.leaves(x)).map(tape::watch).toArray(Tensor[]::new)));
        return tape.steps().stream().map(Tape.Step::value).toArray(Tensor[]::new);
    }

    /** The largest number on the way to a value: its rounding error is the value's. What is not finite is not chosen. */
    static double amplitude(Tensor[] way) {
        double most = 0;
        for (Tensor step : way) {
            for (double v : step.toArray()) {
                most = Double.isFinite(v) ? Math.max(most, Math.abs(v)) : most;
            }
        }
        return most;
    }

    static Tensor like(Tensor t, double[] values) {
        return Tensor.of(values, t.shape().toArray()).to(t.dtype());
    }
}
