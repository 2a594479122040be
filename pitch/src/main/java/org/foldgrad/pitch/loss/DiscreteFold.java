package org.foldgrad.pitch.loss;

import org.foldgrad.autodiff.Cotangents;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.Workspace;

/**
 * The fold-alignment loss as posed: a walk through the audio in whole samples.
 *
 * <pre>
 *   t_0 = 0,   t_{k+1} = t_k + T(t_k)                 while t_k lies before the last knot
 *   b = rint(t_k),  n = min(b - rint(t_k - T(t_k)), rint(t_k + T(t_k)) - b)
 *   loss = sum_k sqrt( sum_{j &lt; n} (x[b + j] - x[b - n + j])^2 )
 * </pre>
 *
 * The period T is 2^theta interpolated linearly between the P knots, which stand N/P samples apart, the first at sample 0. Both segments are
 * clipped to the audio, so the cycle at t = 0, which has nothing before it, adds nothing. {@code rint} rounds half to even.
 *
 * <p>Every position passes through {@code rint}, so the loss is a staircase in theta: its derivative is zero almost everywhere and does not
 * exist at the jumps. {@link WalkFold} and {@link PhaseFold} are its differentiable forms.
 */
public final class DiscreteFold {
    private final double[] audio;

    /** The loss of envelopes over this audio, which is copied. */
    public DiscreteFold(double[] audio) {
        this.audio = Checks.audio(audio).clone();
    }

    /**
     * The loss as a scalar tensor. It has no gradient: asking for one is refused.
     *
     * @param theta [P]
     */
    public Tensor loss(Tensor theta) {
        if (theta.shape().rank() != 1) {
            throw new IllegalArgumentException("the envelope has shape " + theta.shape() + "; it must be a vector, one log2 period for each knot");
        }
        return new Staircase().on(theta);
    }

    /** The loss of an envelope. {@code theta} [P]: log2 of the period in samples at each knot. */
    public double value(double[] theta) {
        return walk(theta).loss;
    }

    /** How many cycles the walk visits, the empty one at sample 0 included. */
    public int cycles(double[] theta) {
        return walk(theta).cycles;
    }

    private record Walk(double loss, int cycles) {
    }

    private Walk walk(double[] theta) {
        Checks.periods(theta, theta.length, audio.length);
        double spacing = (double) audio.length / theta.length;
        double[] period = new double[theta.length];
        for (int p = 0; p < period.length; p++) {
            period[p] = Math.pow(2, theta[p]);
        }
        double loss = 0;
        int cycles = 0;
        double t = 0;
        for (int knot = 0; knot < period.length - 1; knot = (int) (t / spacing)) {
            double fraction = t / spacing - knot;
            double cycle = period[knot] + fraction * (period[knot + 1] - period[knot]);
            loss += misfit(t, cycle);
            cycles++;
            t += cycle;
        }
        return new Walk(loss, cycles);
    }

    /** The norm of the difference between the segments on either side of {@code t}. */
    private double misfit(double t, double cycle) {
        int stop = (int) Math.rint(t);
        int before = stop - (int) Math.max(0, Math.rint(t - cycle));
        int after = (int) Math.min(audio.length, Math.rint(t + cycle)) - stop;
        int n = Math.min(before, after);
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double d = audio[stop + j] - audio[stop - n + j];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    private final class Staircase extends Op {
        Staircase() {
            super("discreteFold");
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            return Tensor.scalar(value(in[0].toArray()));
        }

        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            throw error("has no gradient: it rounds every position to a whole sample, so it is flat between jumps; use WalkFold or PhaseFold,"
                + " or estimate the gradient of its smoothed version with Spsa or GaussianSmoothing");
        }
    }
}
