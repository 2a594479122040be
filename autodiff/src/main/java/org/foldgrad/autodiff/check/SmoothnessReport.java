package org.foldgrad.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.Trees;

/**
 * How smooth a scalar loss is along a line through a point, φ(t) = f(x + t d) for |t| ≤ range: what a gradient, a finite difference and an
 * optimiser will meet there. Lengths are in units of d.
 *
 * @param t              where φ was sampled, evenly from -range to range
 * @param value          φ there
 * @param jumpsPerUnit   discontinuities per unit of t, at most one counted between neighbouring samples
 * @param largestJump    the largest |φ(t+) - φ(t-)|; 0 if there are none
 * @param gradient       the derivative φ'(0) by automatic differentiation; NaN if the loss has no gradient
 * @param scales         steps h, halving from range / 2
 * @param differences    the central difference (φ(h) - φ(-h)) / 2h at each of them
 * @param lipschitz      the largest |φ'(t) - φ'(s)| / |t - s| between neighbours among 33 points, evenly from -range to range; NaN if the loss has no
 *                       gradient
 * @param minimum        where sampled descent from t = 0 ends
 * @param basin          the length of the interval from which sampled descent ends there, or beside it on a flat bottom
 * @param smoothingScale the least of the scales at which slopes no longer depend on the scale: differences over h and 2h, taken along the
 *                       line, correlate at 0.9 or more; NaN if none does
 */
public record SmoothnessReport(double[] t, double[] value, double jumpsPerUnit, double largestJump, double gradient, double[] scales,
        double[] differences, double lipschitz, double minimum, double basin, double smoothingScale) {
    private static final int SAMPLES = 513;
    private static final int SCALES = 24;
    private static final int PROBES = 33;
    private static final int BISECTIONS = 30;
    /** Times the rounding error of the largest number on the way to the loss, from which on a change is one. */
    private static final double ROUNDED = 16;

    /**
     * Examines {@code f} about {@code x} in the direction {@code d}, which is like x.
     *
     * @throws AutodiffException if the loss is not a scalar or not finite on the line, d is not like x, or the range is not positive
     */
    public static <P> SmoothnessReport along(Function<P, Tensor> f, P x, P d, double range) {
        if (!(range > 0 && range < Double.POSITIVE_INFINITY)) {
            throw new AutodiffException("SmoothnessReport: the range is " + range + ", but must be positive and finite");
        }
        Tensor[] point = Trees.leaves(x);
        Tensor[] direction = Trees.leaves(d);
        List<Shape> shapes = shapes(point);
        if (!shapes(direction).equals(shapes)) {
            throw new AutodiffException("SmoothnessReport: the direction has shapes " + shapes(direction) + ", but must be like the point, which has "
                    + shapes);
        }
        DoubleUnaryOperator line = s -> finite(f.apply(Trees.with(x, Points.step(point, direction, s))), s);
        UnaryOperator<P> df = Gradients.grad(f);
        DoubleUnaryOperator slope = s -> Points.dot(Trees.leaves(df.apply(Trees.with(x, Points.step(point, direction, s)))), direction);
        Tensor[] way = Points.way(f, x);
        return of(line, differentiable(slope) ? slope : s -> Double.NaN, range, ROUNDED * Points.roundoff(way) * Points.amplitude(way));
    }

    private static List<Shape> shapes(Tensor[] tensors) {
        return Arrays.stream(tensors).map(Tensor::shape).toList();
    }

    private static boolean differentiable(DoubleUnaryOperator slope) {
        try {
            return Double.isFinite(slope.applyAsDouble(0));
        } catch (AutodiffException e) {
            return false;
        }
    }

    private static double finite(Tensor loss, double t) {
        if (loss.size() != 1) {
            throw new AutodiffException("SmoothnessReport: the loss has shape " + loss.shape() + ", but must be a scalar; sum it");
        }
        double value = loss.item();
        if (!Double.isFinite(value)) {
            throw new AutodiffException("SmoothnessReport: the loss is " + value + " at t = " + t + "; choose a smaller range");
        }
        return value;
    }

    private static SmoothnessReport of(DoubleUnaryOperator line, DoubleUnaryOperator slope, double range, double noise) {
        double[] t = new double[SAMPLES];
        double[] value = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            t[i] = range * (2.0 * i / (SAMPLES - 1) - 1);
            value[i] = line.applyAsDouble(t[i]);
        }
        List<Double> jumps = new ArrayList<>();
        for (int i = 1; i < SAMPLES; i++) {
            double jump = jump(line, t[i - 1], value[i - 1], t[i], value[i], noise);
            if (jump > 0) {
                jumps.add(jump);
            }
        }
        double[] scales = new double[SCALES];
        double[] differences = new double[SCALES];
        for (int k = 0; k < SCALES; k++) {
            scales[k] = range * Math.pow(2, -k - 1);
            differences[k] = difference(line, 0, scales[k]);
        }
        int low = bottom(value);
        return new SmoothnessReport(t, value, jumps.size() / (2 * range), jumps.stream().mapToDouble(j -> j).max().orElse(0), slope.applyAsDouble(0),
                scales, differences, lipschitz(slope, range), t[low], t[edge(value, low, 1)] - t[edge(value, low, -1)],
                smoothingScale(line, scales, range));
    }

    private static double difference(DoubleUnaryOperator line, double t, double h) {
        return (line.applyAsDouble(t + h) - line.applyAsDouble(t - h)) / (2 * h);
    }

    /** The size of a discontinuity between a and b, followed into the half where the value changes more; 0 if the change shrinks away, or to noise. */
    private static double jump(DoubleUnaryOperator line, double a, double fa, double b, double fb, double noise) {
        double whole = Math.abs(fb - fa);
        for (int i = 0; i < BISECTIONS && Math.abs(fb - fa) > 0.01 * whole; i++) {
            double mid = 0.5 * (a + b);
            double fm = line.applyAsDouble(mid);
            if (Math.abs(fm - fa) >= Math.abs(fb - fm)) {
                b = mid;
                fb = fm;
            } else {
                a = mid;
                fa = fm;
            }
        }
        double rest = Math.abs(fb - fa);
        return rest > 0.01 * whole && rest > Math.max(noise, 1e-12 * (Math.abs(fa) + Math.abs(fb))) ? rest : 0;
    }

    private static double lipschitz(DoubleUnaryOperator slope, double range) {
        double most = 0;
        double before = slope.applyAsDouble(-range);
        double step = 2 * range / (PROBES - 1);
        for (int i = 1; i < PROBES; i++) {
            double next = slope.applyAsDouble(-range + i * step);
            most = Math.max(most, Math.abs(next - before) / step);
            before = next;
        }
        return most;
    }

    /** The sample at which descent from the middle one ends. */
    private static int bottom(double[] value) {
        int i = value.length / 2;
        while (true) {
            if (i + 1 < value.length && value[i + 1] < value[i]) {
                i++;
            } else if (i > 0 && value[i - 1] < value[i]) {
                i--;
            } else {
                return i;
            }
        }
    }

    /** The last sample on one side of the minimum up to which the value rises, but for a flat bottom. */
    private static int edge(double[] value, int low, int side) {
        int i = low;
        while (i + side >= 0 && i + side < value.length && (value[i + side] > value[i] || value[i + side] == value[low])) {
            i += side;
        }
        return i;
    }

    private static double smoothingScale(DoubleUnaryOperator line, double[] scales, double range) {
        double least = Double.NaN;
        double[] coarse = slopes(line, scales[0], range);
        for (int k = 1; k < scales.length; k++) {
            double[] fine = slopes(line, scales[k], range);
            if (correlation(fine, coarse) >= 0.9) {
                least = scales[k];
            } else if (!Double.isNaN(least)) {
                return least;
            }
            coarse = fine;
        }
        return least;
    }

    private static double[] slopes(DoubleUnaryOperator line, double h, double range) {
        double[] slopes = new double[PROBES];
        for (int i = 0; i < PROBES; i++) {
            slopes[i] = difference(line, 0.5 * range * (2.0 * i / (PROBES - 1) - 1), h);
        }
        return slopes;
    }

    /** Cosine of the angle between two lists of slopes. */
    private static double correlation(double[] a, double[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** The findings in words and figures. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(String.format(Locale.ROOT, "jumps per unit %.4g, largest %.4g%ngradient %.8g, its Lipschitz constant %.4g%n"
                + "minimum at %.4g, basin %.4g wide%nsmoothing scale %.4g%n%14s %18s%n", jumpsPerUnit, largestJump, gradient, lipschitz, minimum, basin,
                smoothingScale, "step", "difference"));
        for (int k = 0; k < scales.length; k++) {
            s.append(String.format(Locale.ROOT, "%14.6g %18.10g%n", scales[k], differences[k]));
        }
        return s.toString();
    }
}
