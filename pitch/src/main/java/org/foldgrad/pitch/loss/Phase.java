package org.foldgrad.pitch.loss;

import java.util.Arrays;
import org.foldgrad.autodiff.Cumulative;
import org.foldgrad.autodiff.Layout;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;

/**
 * The phase of an envelope and its inverse, recorded op by op: phi(t) = integral of f, f linear between knots h samples apart.
 *
 * <p>In interval i, at tau = t/h - i: phi = phi_i + h tau (f_i + tau (f_{i+1} - f_i) / 2). The inverse solves this parabola for tau.
 */
final class Phase {
    private final double h;
    private final Tensor left;
    private final Tensor right;
    private final Tensor atKnots;

    /** A place on the time axis: the interval it is in and how far along, 0 to 1. */
    record Place(int[] interval, Tensor along) {
        /** A function that is linear between knots, read here. */
        Tensor read(Tensor knots) {
            int[] next = Arrays.stream(interval).map(i -> i + 1).toArray();
            return Ops.lerp(Layout.take(knots, 0, interval), Layout.take(knots, 0, next), along);
        }
    }

    Phase(Tensor f, double h) {
        int intervals = f.size() - 1;
        this.h = h;
        left = Layout.slice(f, 0, 0, intervals);
        right = Layout.slice(f, 0, 1, intervals + 1);
        atKnots = Layout.concat(0, Tensor.zeros(1), Cumulative.sum(left.plus(right).times(h / 2), 0));
    }

    /** Phase of the last knot. */
    double end() {
        return atKnots.get(left.size());
    }

    /** The place of each sample. */
    static Place place(int[] samples, double h) {
        int[] interval = Arrays.stream(samples).map(n -> (int) (n / h)).toArray();
        double[] along = new double[samples.length];
        Arrays.setAll(along, k -> samples[k] / h - interval[k]);
        return new Place(interval, Tensor.of(along));
    }

    /** phi. */
    Tensor at(Place t) {
        Tensor f = Layout.take(left, 0, t.interval);
        Tensor rise = Layout.take(right, 0, t.interval).minus(f);
        Tensor inside = t.along.times(f.plus(t.along.times(rise).over(2))).times(h);
        return Layout.take(atKnots, 0, t.interval).plus(inside);
    }

    /** phi^-1, of phases between 0 and {@link #end}. */
    Place inverse(Tensor phase) {
        double[] knots = atKnots.toArray();
        int[] interval = Arrays.stream(phase.toArray()).mapToInt(value -> {
            int found = Arrays.binarySearch(knots, value);
            return Math.min(found >= 0 ? found : -found - 2, knots.length - 2);
        }).toArray();
        Tensor f = Layout.take(left, 0, interval);
        Tensor rise = Layout.take(right, 0, interval).minus(f);
        Tensor inside = phase.minus(Layout.take(atKnots, 0, interval)).over(h);
        Tensor fThere = f.square().plus(rise.times(inside).times(2)).sqrt();
        return new Place(interval, inside.times(2).over(f.plus(fThere)));
    }

    /** Position in samples. */
    Tensor samples(Place t) {
        double[] start = Arrays.stream(t.interval).asDoubleStream().toArray();
        return t.along.plus(Tensor.of(start)).times(h);
    }
}
