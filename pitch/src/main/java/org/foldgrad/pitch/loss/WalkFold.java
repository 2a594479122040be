package org.foldgrad.pitch.loss;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.foldgrad.autodiff.Cumulative;
import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Layout;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Expr.Relation;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Interpolant;
import org.foldgrad.autodiff.gather.Interpolation;

/**
 * The walk of {@link DiscreteFold} made differentiable: positions are real numbers, and so are the places where audio and periods are read.
 *
 * <pre>
 *   t_{k+1} = t_k + T_k,   T_k = T(t_k)                       T: 2^theta, linear between knots h samples apart
 *   u_j = (j + 1/2) / M,   d_kj = x(t_k + u_j T_k) - x(t_k - T_k + u_j T_k)
 *   loss = sum_k w_k n_k,  n_k = sqrt( sum_j d_kj^2 T_k / M + eps^2 )
 *   w_k = s^2 (3 - 2 s),   s = min(1, (end - t_k) / T_k)      end: the last knot
 * </pre>
 *
 * The weight lets a cycle enter and leave at the end of the walk without a jump in the loss or its slope. The audio is mirrored past its
 * ends. On audio upsampled without bound, {@code DiscreteFold} tends to this loss.
 *
 * <p>It compares segments of one fixed length, so where the pitch moves its minimum is off by a few cents: {@link PhaseFold} is not.
 */
public final class WalkFold {
    /** Points of cycles that are compared at a time. */
    private static final int PART = 32_768;
    private static final Elementwise SQUARED_DIFFERENCE = Elementwise.binary("squaredDifference", (a, b) -> a.minus(b).square());

    private final Tensor audio;
    private final int knots;
    private final double h;
    private final FoldOptions options;
    private final Tensor after;
    private final Tensor before;
    /** w n of a cycle: a function of sum d^2, t and T. */
    private final Elementwise norm;
    private final Function<Tensor[], Tensor> part;
    private final UnaryOperator<Tensor> fast;

    /** The loss of envelopes of {@code knots} knots, {@code spacing} samples apart from sample 0 on, over {@code audio}, which is copied. */
    public WalkFold(double[] audio, int knots, double spacing, FoldOptions options) {
        Checks.audio(audio);
        Checks.grid(audio.length, spacing, knots);
        this.audio = Tensor.of(audio);
        this.knots = knots;
        this.h = spacing;
        this.options = options;
        Tensor u = Tensor.range(options.quadrature()).plus(0.5).over(options.quadrature());
        Tensor one = Tensor.ones(options.quadrature());
        this.after = Layout.stack(0, one, u);
        this.before = Layout.stack(0, one, u.minus(1));
        this.norm = Elementwise.ternary("norm", (misfit, t, cycle) -> {
            Expr s = Expr.min(Expr.constant((knots - 1) * spacing).minus(t).over(cycle), Expr.one());
            Expr square = misfit.times(cycle).over(options.quadrature()).plus(options.eps() * options.eps());
            return s.square().times(Expr.constant(3).minus(s.times(2))).times(root(square));
        });
        Interpolant x = interpolant(this.audio);
        this.part = Gradients.atOnce(c -> compare(x, c[0], c[1]));
        UnaryOperator<Tensor> slow = period -> walk(period, this::compareInParts);
        this.fast = options.isCubic() ? FusedLoss.of("walkFold", new WalkFoldKernel(audio, knots, spacing, options), slow) : slow;
    }

    /** The same with knots spread over the whole audio, {@code audio.length / knots} samples apart. */
    public WalkFold(double[] audio, int knots, FoldOptions options) {
        this(audio, knots, (double) audio.length / knots, options);
    }

    /**
     * The loss as one operation with a gradient written by hand: fast. Use it from one thread. With an interpolation that reads more than
     * four samples at a time it is {@link #recorded(Tensor)}.
     *
     * @param theta [P], log2 of the period in samples at each knot
     * @return a scalar
     */
    public Tensor loss(Tensor theta) {
        return fast.apply(Ops.exp2(checked(theta)));
    }

    /** The same loss, recorded op by op: the gradient is the library's. */
    public Tensor recorded(Tensor theta) {
        return walk(Ops.exp2(checked(theta)), this::compareInParts);
    }

    /** The same over other audio of the same length, with a gradient to it too. */
    public Tensor recorded(Tensor theta, Tensor audio) {
        Interpolant x = interpolant(Checks.like(this.audio, audio));
        return walk(Ops.exp2(checked(theta)), (t, cycle) -> compare(x, t, cycle));
    }

    private Tensor checked(Tensor theta) {
        return Checks.knots(theta, knots, audio.size());
    }

    private Interpolant interpolant(Tensor audio) {
        return Interpolant.of(audio, options.interpolation(), Boundary.reflect());
    }

    private Tensor walk(Tensor periods, BinaryOperator<Tensor> compare) {
        Interpolant period = Interpolant.of(periods, Interpolation.linear(), Boundary.clamp());
        Tensor t = stops(period, periods.toArray());
        return compare.apply(t, period.at(t.over(h)));
    }

    /** The sum over parts that are small enough for the cache; what is kept of each is its gradient. */
    private Tensor compareInParts(Tensor t, Tensor cycle) {
        int cycles = Math.max(1, PART / options.quadrature());
        Tensor loss = Tensor.scalar(0);
        for (int k = 0; k < t.size(); k += cycles) {
            int end = Math.min(t.size(), k + cycles);
            loss = loss.plus(part.apply(new Tensor[] {t.slice(0, k, end), cycle.slice(0, k, end)}));
        }
        return loss;
    }

    /** The part of the loss of cycles of length T from t on. Positions t_k + u_j T_k are the columns (t, T) times the rows (1, u). */
    private Tensor compare(Interpolant x, Tensor t, Tensor cycle) {
        Tensor place = Layout.stack(1, t, cycle);
        Tensor misfit = SQUARED_DIFFERENCE.on(x.at(place.matmul(after)), x.at(place.matmul(before))).sum(1);
        return norm.summed().on(misfit, t, cycle);
    }

    /** The square root, whose slope at 0, where it is infinite, counts as 0. */
    private static Expr root(Expr x) {
        return Expr.select(Relation.EQ, x, Expr.zero(), Expr.zero(), Expr.sqrt(x));
    }

    /**
     * The stops t_k = t_{k-1} + T(t_{k-1}) before the last knot, from t_{-1} = 0 on. Their values are found by walking on numbers, their derivatives
     * by the recursion linearised there, e_k = (1 + T'(t_{k-1})) e_{k-1} + dT(t_{k-1}): as T is made of straight lines, that is exact in every order.
     */
    private Tensor stops(Interpolant period, double[] periods) {
        DoubleStream.Builder walked = DoubleStream.builder();
        for (double t = periods[0]; t < (knots - 1) * h;) {
            walked.add(t);
            int i = (int) (t / h);
            t += periods[i] + (t / h - i) * (periods[i + 1] - periods[i]);
        }
        double[] stops = walked.build().toArray();
        double[] before = new double[stops.length];
        for (int k = 1; k < before.length; k++) {
            before[k] = stops[k - 1];
        }
        Tensor from = Tensor.of(before).over(h);
        Tensor step = period.at(from);
        Tensor e = Cumulative.recurrence(period.slope(from).over(h).plus(1), step.minus(step.stopGradient()), 0);
        return e.plus(Tensor.of(stops));
    }
}
