package org.foldgrad.autodiff.check;

import static org.foldgrad.autodiff.check.Points.dot;
import static org.foldgrad.autodiff.check.Points.magnitude;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Gradients.ValueAndPullback;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.Trees;
import org.foldgrad.autodiff.check.Ladder.Result;
import org.foldgrad.autodiff.check.Report.Finding;

/**
 * Checks a function's derivatives at a point and gives a verdict rather than a tolerance: the function is walked along a random direction d,
 * and the Taylor remainder |f(x + h d) - f(x) - h &lt;f'(x), d&gt;| must fall as h².
 *
 * <pre>{@code
 * Report report = GradientCheck.of((Tensor x) -> x.tanh().sum()).at(Tensor.of(1, 2, 3));
 * }</pre>
 *
 * <p>What is looked for is another slope, not its last digits: an error of less than about 1e-6 of the derivative, in single precision 1e-2, may
 * drown in curvature and rounding and pass for CORRECT.
 *
 * <p>Modes: the VJP and the JVP against the function; their adjointness &lt;J v, w&gt; = &lt;v, Jᵀ w&gt;; the Hessian-vector product forward over
 * reverse and reverse over reverse against the gradient; and that two runs are bitwise equal. A value that is not a scalar is multiplied by
 * a random cotangent first. Nothing is reported CORRECT that was not measured, but for a few among the many elements of an array that happen to
 * be near 0.
 *
 * @param <P> the argument: a tensor, or a parameter tree
 */
public final class GradientCheck<P> {
    /** Share of the elements of an array that may be so small that they are not seen: of a signal some samples always are. */
    private static final double FEW = 0.01;

    private enum Depth { REVERSE, FIRST_ORDER, SECOND_ORDER }

    private final Function<P, Tensor> f;
    private final long seed;
    private final Depth depth;

    private GradientCheck(Function<P, Tensor> f, long seed, Depth depth) {
        this.f = f;
        this.seed = seed;
        this.depth = depth;
    }

    /** A check of {@code f} to second order. */
    public static <P> GradientCheck<P> of(Function<P, Tensor> f) {
        return new GradientCheck<>(f, 1, Depth.SECOND_ORDER);
    }

    /** The same check with other directions and cotangents. */
    public GradientCheck<P> seed(long seed) {
        return new GradientCheck<>(f, seed, depth);
    }

    /** The same check of the VJP and JVP only, for functions that are not twice differentiable. */
    public GradientCheck<P> firstOrder() {
        return new GradientCheck<>(f, seed, Depth.FIRST_ORDER);
    }

    /** The same check of the VJP only, for functions with a {@link org.foldgrad.autodiff.Custom} gradient written on arrays. */
    public GradientCheck<P> reverseOnly() {
        return new GradientCheck<>(f, seed, Depth.REVERSE);
    }

    /** Checks the derivatives at {@code x}. */
    public Report at(P x) {
        try {
            return report(findings(x));
        } catch (AutodiffException e) {
            return report(List.of(unable("function", e.getMessage())));
        }
    }

    private List<Finding> findings(P x) {
        Random random = new Random(seed);
        Tensor[] point = Trees.leaves(x);
        Tensor[] direction = Points.direction(point, random);
        Tensor value = f.apply(x);
        Tensor again = f.apply(x);
        String obstacle = obstacle(point, value, again);
        if (obstacle != null) {
            return List.of(unable("function", obstacle));
        }
        Tensor[] w = Points.cotangents(new Tensor[] {value}, random);
        try {
            return derivatives(x, point, direction, w, random);
        } catch (AutodiffException e) {
            double noise = 8 * Points.roundoff(point) * magnitude(new Tensor[] {value}, w);
            return List.of(withoutGradient(new Line(along(x, point, direction, w), 0, noise, 0, true), e.getMessage()));
        }
    }

    /** The function along the direction. */
    private DoubleUnaryOperator along(P x, Tensor[] point, Tensor[] direction, Tensor[] w) {
        return remembered(t -> dot(new Tensor[] {f.apply(Trees.with(x, Points.step(point, direction, t)))}, w));
    }

    /** A function without a gradient: not checkable, unless its value jumps, which is then the reason. */
    private static Finding withoutGradient(Line flat, String why) {
        Finding value = finding("value", flat);
        return value.verdict() == Verdict.JUMP
                ? new Finding("value", Verdict.JUMP, value.order(), Double.NaN, Double.NaN, Double.NaN, value.detail() + "; " + why)
                : unable("gradient", why);
    }

    private List<Finding> derivatives(P x, Tensor[] point, Tensor[] drawn, Tensor[] w, Random random) {
        UnaryOperator<Tensor> weighted = y -> y.times(w[0]).sum();
        Function<P, Tensor> scalar = t -> weighted.apply(f.apply(t));

        List<Finding> findings = new ArrayList<>();
        ValueAndPullback<P, Tensor> vjp = Gradients.vjp(f, x);
        Tensor[] gradient = Trees.leaves(vjp.pullback().apply(w[0]));
        if (!Points.isFinite(gradient)) {
            return List.of(unable("VJP", "the gradient at the point is not finite: " + describe(gradient)));
        }
        Tensor[] direction = Points.turned(drawn, gradient);
        DoubleUnaryOperator along = along(x, point, direction, w);
        double slope = dot(gradient, direction);
        double scale = magnitude(gradient, direction);
        Tensor[] way = Points.way(scalar, x);
        double roundoff = Points.roundoff(way);
        double noise = 8 * roundoff * (Points.amplitude(way) + scale);

        String hidden = hidden(gradient, direction, noise);
        Finding first = orHidden(finding("VJP", new Line(along, slope, noise, scale, true)), hidden);
        findings.add(Culprit.explain(first, scalar, x, point, direction, gradient, noise));
        findings.add(repeats(x, w[0], gradient));
        if (depth != Depth.REVERSE) {
            Tensor[] tangent = {Gradients.jvp(f, x, Trees.with(x, direction)).tangent()};
            double pushed = dot(tangent, w);
            findings.add(orHidden(finding("JVP", new Line(along, pushed, noise, scale, true)), hidden));
            findings.add(equal("adjointness", pushed, slope, 8 * noise + 64 * roundoff * w[0].size() * (scale + magnitude(tangent, w))));
        }
        if (depth == Depth.SECOND_ORDER && first.verdict() == Verdict.CORRECT) {
            secondOrder(findings, scalar, x, point, direction, random);
        }
        return findings;
    }

    private void secondOrder(List<Finding> findings, Function<P, Tensor> scalar, P x, Tensor[] point, Tensor[] drawn, Random random) {
        UnaryOperator<P> gradient = Gradients.grad(scalar);
        Tensor[] v = Points.direction(point, random);
        P along = Trees.with(x, v);
        Tensor[] forward = Trees.leaves(Gradients.hvp(scalar, x, along));
        Tensor[] reverse = Trees.leaves(Gradients.grad((P y) -> inner(Trees.leaves(gradient.apply(y)), v)).apply(x));
        if (!Points.isFinite(forward) || !Points.isFinite(reverse)) {
            findings.add(unable("HVP", "the Hessian-vector product at the point is not finite: " + describe(forward)));
            return;
        }
        Tensor[] direction = Points.turned(drawn, forward);
        double scale = magnitude(forward, direction);
        Tensor[] way = Points.way(y -> inner(Trees.leaves(gradient.apply(y)), v), x);
        double noise = 8 * Points.roundoff(way) * (Points.amplitude(way) + scale);
        Line line = new Line(remembered(t -> dot(Trees.leaves(gradient.apply(Trees.with(x, Points.step(point, direction, t)))), v)),
                dot(forward, direction), noise, scale, false);
        findings.add(finding("HVP forward/reverse", line));
        findings.add(finding("HVP reverse/reverse", new Line(line.value(), dot(reverse, direction), noise, scale, false)));
    }

    /** The same function, each value computed once: two derivatives are held against it. */
    private static DoubleUnaryOperator remembered(DoubleUnaryOperator f) {
        Map<Double, Double> values = new HashMap<>();
        return t -> values.computeIfAbsent(t, f::applyAsDouble);
    }

    private static Tensor inner(Tensor[] a, Tensor[] v) {
        Tensor sum = Tensor.scalar(0);
        for (int i = 0; i < a.length; i++) {
            sum = sum.plus(a[i].times(v[i]).sum().to(DType.F64));
        }
        return sum;
    }

    private static String obstacle(Tensor[] point, Tensor value, Tensor again) {
        if (value == null || again == null) {
            return "its value is null";
        }
        if (!value.shape().equals(again.shape())) {
            return "its value has shape " + value.shape() + " in one call and " + again.shape() + " in the next";
        }
        if (!Points.isFinite(point)) {
            return "the point is not finite";
        }
        if (!Points.isFinite(new Tensor[] {value})) {
            return "its value at the point is not finite: " + value;
        }
        if (!Points.sameBits(new Tensor[] {value}, new Tensor[] {again})) {
            return "two calls with the same argument differ: it is random or keeps state; fix its seed";
        }
        return null;
    }

    private Finding repeats(P x, Tensor w, Tensor[] gradient) {
        Tensor[] again = Trees.leaves(Gradients.vjp(f, x).pullback().apply(w));
        boolean same = Points.sameBits(gradient, again);
        return new Finding("determinism", same ? Verdict.CORRECT : Verdict.WRONG, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
                same ? "two gradients are bitwise equal" : "two gradients of the same function at the same point differ");
    }

    private static Finding equal(String mode, double a, double b, double tolerance) {
        boolean same = Math.abs(a - b) <= tolerance;
        return new Finding(mode, same ? Verdict.CORRECT : Verdict.WRONG, Double.NaN, a, a, b,
                same ? "<Jv, w> = <v, J'w> to rounding" : "<Jv, w> and <v, J'w> differ by more than rounding");
    }

    private static Finding finding(String mode, Line line) {
        Result r = Ladder.climb(line);
        return new Finding(mode, r.verdict(), r.order(), r.leftSlope(), r.rightSlope(), line.slope(), r.reason());
    }

    /**
     * The first element whose whole slope is lost in the noise because it moves so little: as far as others move it would show. What is flat
     * there, beside the others, may well be lost.
     */
    private static String hidden(Tensor[] gradient, Tensor[] direction, double noise) {
        double floor = Ladder.hidden(noise);
        double farthest = Points.largest(direction);
        for (int i = 0; i < gradient.length; i++) {
            double[] g = gradient[i].toArray();
            double[] d = direction[i].toArray();
            int[] unseen = IntStream.range(0, g.length).filter(j -> Math.abs(g[j] * d[j]) <= floor && Math.abs(g[j]) * farthest > floor).toArray();
            if (unseen.length > FEW * g.length) {
                return "; but element " + unseen[0] + " of input " + i + " is so small that rounding hides its derivative: scale it, or check it alone";
            }
        }
        return null;
    }

    private static Finding orHidden(Finding f, String hidden) {
        return hidden == null || f.verdict() != Verdict.CORRECT ? f : f.as(Verdict.NOISE_LIMITED, hidden);
    }

    private static Finding unable(String mode, String why) {
        return new Finding(mode, Verdict.UNCHECKABLE, Double.NaN, Double.NaN, Double.NaN, Double.NaN, why);
    }

    private static String describe(Tensor[] tensors) {
        for (Tensor t : tensors) {
            double[] a = t.toArray();
            for (int i = 0; i < a.length; i++) {
                if (!Double.isFinite(a[i])) {
                    return "element " + i + " of shape " + t.shape() + " is " + a[i];
                }
            }
        }
        return "all elements are finite";
    }

    private Report report(List<Finding> findings) {
        List<Verdict> worstLast = List.of(Verdict.CORRECT, Verdict.KINK, Verdict.NOISE_LIMITED, Verdict.UNCHECKABLE, Verdict.JUMP, Verdict.WRONG);
        Verdict verdict = findings.stream().map(Finding::verdict).max(Comparator.comparingInt(worstLast::indexOf)).orElseThrow();
        return new Report(verdict, List.copyOf(findings), seed);
    }
}
