package org.foldgrad.autodiff.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.foldgrad.autodiff.Tape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.Trees;
import org.foldgrad.autodiff.check.Report.Finding;

/** Finds what is behind a bad verdict: the element with the worst derivative, or the operation that made a kink or a jump. */
final class Culprit {
    private static final double STEP = 0x1p-18;
    /** As many elements of each input are examined: to name a culprit, and where the verdict depends on each. */
    private static final int FEW = 256;
    private static final int MANY = 1 << 14;

    private Culprit() {}

    static <P> Finding explain(Finding f, Function<P, Tensor> scalar, P x, Tensor[] point, Tensor[] direction, Tensor[] gradient,
            double noise) {
        return switch (f.verdict()) {
            case WRONG -> f.as(Verdict.WRONG, worstElement(scalar, x, point, gradient, noise, FEW));
            case JUMP -> f.as(Verdict.JUMP, operation(scalar, x, point, direction, true));
            case KINK -> {
                String outside = worstElement(scalar, x, point, gradient, noise, MANY);
                yield !outside.isEmpty() ? f.as(Verdict.WRONG, outside)
                        : Arrays.stream(point).anyMatch(t -> t.size() > MANY) ? f.as(Verdict.NOISE_LIMITED, "; an input has too many elements to examine each")
                        : f.as(Verdict.KINK, operation(scalar, x, point, direction, false));
            }
            default -> f;
        };
    }

    /** The element whose derivative lies furthest outside the function's one-sided slopes, among the first of each input. */
    private static <P> String worstElement(Function<P, Tensor> scalar, P x, Tensor[] point, Tensor[] gradient, double noise,
            int elements) {
        String worst = "";
        double most = 0;
        double here = scalar.apply(x).item();
        for (int i = 0; i < point.length; i++) {
            double[] values = point[i].toArray();
            double[] claimed = gradient[i].toArray();
            double relative = Math.cbrt(Points.roundoff(point));
            for (int j = 0; j < Math.min(values.length, elements); j++) {
                double h = relative * Math.max(1e-3, Math.abs(values[j]));
                double right = (moved(scalar, x, point, i, j, h) - here) / h;
                double left = (here - moved(scalar, x, point, i, j, -h)) / h;
                double beyond = Math.max(claimed[j] - Math.max(left, right), Math.min(left, right) - claimed[j]);
                double tolerance = relative * (Math.abs(left) + Math.abs(right)) + 2 * noise / h;
                if (beyond > 4 * tolerance && beyond > most) {
                    most = beyond;
                    worst = String.format(Locale.ROOT, "; worst element %d of input %d: expected %.8g to %.8g, found %.8g", j, i,
                            Math.min(left, right), Math.max(left, right), claimed[j]);
                }
            }
        }
        return worst;
    }

    private static <P> double moved(Function<P, Tensor> scalar, P x, Tensor[] point, int i, int j, double h) {
        Tensor[] at = point.clone();
        double[] values = point[i].toArray();
        values[j] += h;
        at[i] = Points.like(point[i], values);
        return scalar.apply(Trees.with(x, at)).item();
    }

    /** The first operation on the tape whose value bends (or jumps) at the point while its inputs do not. */
    private static <P> String operation(Function<P, Tensor> scalar, P x, Tensor[] point, Tensor[] direction, boolean jump) {
        List<Tape.Step> at = steps(scalar, x, point);
        List<Tape.Step> wide = steps(scalar, x, Points.step(point, direction, STEP));
        List<Tape.Step> wideLeft = steps(scalar, x, Points.step(point, direction, -STEP));
        List<Tape.Step> near = steps(scalar, x, Points.step(point, direction, STEP / 8));
        List<Tape.Step> nearLeft = steps(scalar, x, Points.step(point, direction, -STEP / 8));
        int n = Math.min(at.size(), Math.min(Math.min(wide.size(), wideLeft.size()), Math.min(near.size(), nearLeft.size())));
        double roundoff = Points.roundoff(at.stream().map(Tape.Step::value).toArray(Tensor[]::new));
        for (int k = 0; k < n; k++) {
            double bendWide = bend(at.get(k), wide.get(k), wideLeft.get(k));
            double bendNear = bend(at.get(k), near.get(k), nearLeft.get(k));
            // smooth: falls by 64; kink: by 8; jump: not at all
            double noise = 64 * roundoff * Points.largest(at.get(k).value());
            if (bendNear > noise && bendNear > bendWide / (jump ? 4 : 24)) {
                return "; made by operation " + k + " of the tape, " + at.get(k).op() + " " + at.get(k).value().shape();
            }
        }
        return "";
    }

    private static <P> List<Tape.Step> steps(Function<P, Tensor> scalar, P x, Tensor[] point) {
        Tape tape = new Tape();
        Tensor[] watched = new Tensor[point.length];
        for (int i = 0; i < point.length; i++) {
            watched[i] = tape.watch(point[i]);
        }
        scalar.apply(Trees.with(x, watched));
        return tape.steps();
    }

    /** The largest |v(+h) - 2 v(0) + v(-h)| over elements. */
    private static double bend(Tape.Step at, Tape.Step right, Tape.Step left) {
        double[] a = at.value().toArray();
        double[] r = right.value().toArray();
        double[] l = left.value().toArray();
        double most = 0;
        for (int i = 0; i < Math.min(a.length, Math.min(r.length, l.length)); i++) {
            most = Math.max(most, Math.abs(r[i] - 2 * a[i] + l[i]));
        }
        return most;
    }
}
