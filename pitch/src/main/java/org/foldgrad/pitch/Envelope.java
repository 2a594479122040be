package org.foldgrad.pitch;

import java.util.Objects;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolation;

/**
 * A pitch envelope: knots {@code spacing} samples apart, the first at sample 0, and a rule for what lies between.
 *
 * <pre>
 *   PERIOD:      T(t) = interpolation of 2^theta at t / spacing            (as the fold loss was posed)
 *   LOG_PERIOD:  T(t) = 2^(interpolation of theta at t / spacing)
 * </pre>
 *
 * Beyond its ends an envelope goes on at the value of its end knot.
 *
 * @param theta         [P], log2 of the period in samples at each knot; may be tracked
 * @param spacing       samples between knots
 * @param interpolation linear or cubic
 * @param domain        what is interpolated
 */
public record Envelope(Tensor theta, double spacing, Interpolation interpolation, Domain domain) {
    /** What is interpolated between knots. */
    public enum Domain {
        /** The period. */
        PERIOD,
        /** Its logarithm: a glide at a constant rate in cents is a straight line. */
        LOG_PERIOD
    }

    /** Refuses fewer than two knots, knots that are not finite or under two samples, and a spacing that is not positive. */
    public Envelope {
        Objects.requireNonNull(interpolation, "interpolation");
        Objects.requireNonNull(domain, "domain");
        if (theta.shape().rank() != 1 || theta.size() < 2) {
            throw new IllegalArgumentException("an envelope needs at least 2 knots in one dimension, not shape " + theta.shape());
        }
        for (int p = 0; p < theta.size(); p++) {
            if (!(theta.get(p) >= 1) || !Double.isFinite(theta.get(p))) {
                throw new IllegalArgumentException("knot " + p + " has log2 period " + theta.get(p) + "; it must be finite and at least 1"
                    + " (2 samples)");
            }
        }
        if (!(spacing > 0) || !Double.isFinite(spacing)) {
            throw new IllegalArgumentException("the knots are " + spacing + " samples apart; the spacing must be positive and finite");
        }
    }

    /** Knots joined by straight lines in period. */
    public static Envelope of(double[] theta, double spacing) {
        return new Envelope(Tensor.of(theta), spacing, Interpolation.linear(), Domain.PERIOD);
    }

    /** Knots at frequencies in Hz, joined by straight lines in period. */
    public static Envelope ofHertz(double[] hertz, double spacing, double sampleRate) {
        double[] theta = new double[hertz.length];
        for (int p = 0; p < theta.length; p++) {
            if (!(hertz[p] > 0 && hertz[p] <= sampleRate / 2)) {
                throw new IllegalArgumentException("knot " + p + " is at " + hertz[p] + " Hz; it must lie above 0 and not above half the"
                    + " sample rate, "
                    + sampleRate / 2 + " Hz");
            }
            theta[p] = Math.log(sampleRate / hertz[p]) / Math.log(2);
        }
        return of(theta, spacing);
    }

    /** The same knots read in another way. */
    public Envelope with(Interpolation otherInterpolation, Domain otherDomain) {
        return new Envelope(theta, spacing, otherInterpolation, otherDomain);
    }

    /** Number of knots. */
    public int knots() {
        return theta.size();
    }

    /** The period in samples at each position, in samples, any shape; gradients flow to the knots and the positions. */
    public Tensor period(Tensor positions) {
        Tensor index = positions.over(spacing);
        return switch (domain) {
            case PERIOD -> Gather.gather(Ops.exp2(theta), index, interpolation, Boundary.clamp());
            case LOG_PERIOD -> Ops.exp2(Gather.gather(theta, index, interpolation, Boundary.clamp()));
        };
    }

    /** {@code count} knots read from this envelope, {@code otherSpacing} samples apart; gradients flow through. */
    public Envelope resampled(int count, double otherSpacing) {
        Tensor periods = period(Tensor.range(count).times(otherSpacing));
        return new Envelope(Ops.log2(periods), otherSpacing, interpolation, domain);
    }

    /** f0 in Hz at each knot. */
    public double[] hertz(double sampleRate) {
        return Ops.exp2(theta.stopGradient().negate()).times(sampleRate).toArray();
    }

    /** f0 at each knot in cents above {@code reference} Hz. */
    public double[] cents(double reference, double sampleRate) {
        return theta.stopGradient().negate().plus(Math.log(sampleRate / reference) / Math.log(2)).times(1200).toArray();
    }
}
