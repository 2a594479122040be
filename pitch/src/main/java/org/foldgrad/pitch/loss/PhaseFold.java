package org.foldgrad.pitch.loss;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.Layout;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Interpolant;

/**
 * The fold loss without a walk: every sample is compared with the signal one cycle of phase later, however the pitch moves in between.
 *
 * <pre>
 *   f_p = 2^-theta_p, linear between knots h samples apart      phi(t) = integral of f from 0 to t: a parabola in each knot interval
 *   psi_m(t) = phi^-1(phi(t) + m),   m = 1 .. folds             d = x(t) - x(psi)
 *   loss = sum w d^2 / (2 E(t)) / sum w,   w = v(t) v(psi)      t every k-th sample; E: local mean square; v: voicing, linear between knots
 * </pre>
 *
 * 0 where the folds cancel, about 1 where they are unrelated. It has no recursion, no bias where the pitch moves, and more folds sharpen
 * it. The voicing of the last knot counts as 0, so pairs leave at the end without a jump. The energy E is a constant: no gradient flows
 * through it.
 */
public final class PhaseFold {
    private final Tensor audio;
    private final int knots;
    private final double h;
    private final FoldOptions options;
    private final double[] voicing;
    private final Tensor scale;
    private final int[] samples;
    private final UnaryOperator<Tensor> fast;

    /** The loss of envelopes of {@code knots} knots, {@code spacing} samples apart from sample 0 on, over {@code audio}, which is copied. */
    public PhaseFold(double[] audio, int knots, double spacing, FoldOptions options) {
        Checks.audio(audio);
        Checks.grid(audio.length, spacing, knots);
        this.audio = Tensor.of(audio);
        this.knots = knots;
        this.h = spacing;
        this.options = options;
        this.voicing = options.voicing(knots);
        this.scale = Tensor.of(LocalEnergy.weights(audio, options));
        this.samples = IntStream.range(0, (int) Math.ceil((knots - 1) * spacing)).filter(n -> n % options.decimation() == 0).toArray();
        UnaryOperator<Tensor> slow = f -> compare(f, this.audio);
        this.fast = options.isCubic() ? FusedLoss.of("phaseFold", new PhaseFoldKernel(audio.clone(), knots, spacing, options), slow) : slow;
    }

    /** The same with knots spread over the whole audio, {@code audio.length / knots} samples apart. */
    public PhaseFold(double[] audio, int knots, FoldOptions options) {
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
        return fast.apply(Ops.exp2(checked(theta).negate()));
    }

    /** The same loss, recorded op by op: the gradient is the library's. */
    public Tensor recorded(Tensor theta) {
        return recorded(theta, audio);
    }

    /** The same over other audio of the same length, with a gradient to it too. */
    public Tensor recorded(Tensor theta, Tensor audio) {
        return compare(Ops.exp2(checked(theta).negate()), Checks.like(this.audio, audio));
    }

    private Tensor checked(Tensor theta) {
        return Checks.knots(theta, knots, audio.size());
    }

    private Tensor compare(Tensor f, Tensor audio) {
        Phase phase = new Phase(f, h);
        Interpolant x = Interpolant.of(audio, options.interpolation(), Boundary.reflect());
        Tensor v = Tensor.of(voicing);
        Tensor ahead = phase.at(Phase.place(samples, h));
        Tensor misfit = Tensor.scalar(0);
        Tensor weight = Tensor.scalar(0);
        for (int m = 1; m <= options.folds(); m++) {
            ahead = ahead.plus(1);
            double[] target = ahead.toArray();
            int[] pairs = IntStream.range(0, samples.length).filter(k -> target[k] < phase.end()).toArray();
            int[] t = Arrays.stream(pairs).map(k -> samples[k]).toArray();
            Phase.Place psi = phase.inverse(Layout.take(ahead, 0, pairs));
            Tensor d = Layout.take(audio, 0, t).minus(x.at(phase.samples(psi)));
            Tensor w = Phase.place(t, h).read(v).times(psi.read(v));
            misfit = misfit.plus(w.times(d.square()).times(Layout.take(scale, 0, t)).sum());
            weight = weight.plus(w.sum());
        }
        return weight.item() == 0 ? weight : misfit.over(weight);
    }
}
