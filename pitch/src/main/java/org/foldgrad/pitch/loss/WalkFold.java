package org.foldgrad.pitch.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.Layout;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;
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
    private final Tensor audio;
    private final int knots;
    private final double h;
    private final FoldOptions options;
    private final UnaryOperator<Tensor> fast;

    /** The loss of envelopes of {@code knots} knots, {@code spacing} samples apart from sample 0 on, over {@code audio}. */
    public WalkFold(double[] audio, int knots, double spacing, FoldOptions options) {
        Checks.audio(audio);
        Checks.grid(audio.length, spacing, knots);
        this.audio = Tensor.of(audio);
        this.knots = knots;
        this.h = spacing;
        this.options = options;
        UnaryOperator<Tensor> slow = period -> walk(period, this.audio);
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
        return recorded(theta, audio);
    }

    /** The same over other audio of the same length, with a gradient to it too. */
    public Tensor recorded(Tensor theta, Tensor audio) {
        return walk(Ops.exp2(checked(theta)), audio);
    }

    private Tensor checked(Tensor theta) {
        return Checks.knots(theta, knots, audio.size());
    }

    private Tensor walk(Tensor periods, Tensor audio) {
        int points = options.quadrature();
        double end = (knots - 1) * h;
        Interpolant period = Interpolant.of(periods, Interpolation.linear(), Boundary.clamp());
        Interpolant x = Interpolant.of(audio, options.interpolation(), Boundary.reflect());
        List<Tensor> stops = new ArrayList<>();
        List<Tensor> cycles = new ArrayList<>();
        for (Tensor t = period.at(Tensor.scalar(0)); t.item() < end; t = t.plus(cycles.getLast())) {
            stops.add(t);
            cycles.add(period.at(t.over(h)));
        }
        int count = stops.size();
        Tensor t = Layout.stack(0, stops.toArray(Tensor[]::new));
        Tensor cycle = Layout.stack(0, cycles.toArray(Tensor[]::new));
        Tensor u = Tensor.range(points).plus(0.5).over(points).broadcastTo(count, points);
        Tensor length = cycle.reshape(count, 1).broadcastTo(count, points);
        Tensor after = t.reshape(count, 1).broadcastTo(count, points).plus(u.times(length));
        Tensor d = x.at(after).minus(x.at(after.minus(length)));
        Tensor norm = d.square().sum(1).times(cycle).over(points).plus(options.eps() * options.eps()).sqrt();
        Tensor s = Ops.minimum(t.negate().plus(end).over(cycle), Tensor.scalar(1));
        return s.square().times(s.times(-2).plus(3)).times(norm).sum();
    }
}
