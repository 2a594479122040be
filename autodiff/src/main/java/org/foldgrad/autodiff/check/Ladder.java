package org.foldgrad.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The Taylor remainder R(h) = |f(h) - f(0) - h f'(0)| over halving steps h: it falls as h² if the claimed slope is right, as h if
 * it is wrong, as h with different one-sided slopes at a kink, and not at all at a jump. (The test of dolfin-adjoint: P. E. Farrell et al.,
 * SIAM J. Sci. Comput. 35, 2013; here with both sides and an account of rounding.)
 */
final class Ladder {
    private static final int STEPS = 28;
    private static final double FIRST = 0x1p-4;
    /** As many steps are too small for anything but rounding to tell them apart. */
    private static final int LAST = 5;
    /** A remainder counts when it is this many times the rounding error. */
    private static final double SIGNAL = 16;
    /** A smooth remainder falls by 4 a step, one of fourth order by 16; a fall beyond this left a singularity behind. */
    private static final double CLIFF = 64;
    /** Relative error of a slope that must be seen for the check to mean anything. */
    private static final double POWER = 1e-2;

    private final Line line;
    private final double atZero;
    private final double[] h = new double[STEPS];
    /** Values at h and at -h. */
    private final double[] above = new double[STEPS];
    private final double[] below = new double[STEPS];
    /** What they differ by from the claimed line. */
    private final double[] right = new double[STEPS];
    private final double[] left = new double[STEPS];
    private final double[] remainder = new double[STEPS];
    private final double rounding;

    private Ladder(Line line) {
        this.line = line;
        atZero = line.value().applyAsDouble(0);
        for (int k = 0; k < STEPS; k++) {
            h[k] = FIRST * Math.pow(2, -k);
            above[k] = line.value().applyAsDouble(h[k]);
            below[k] = line.value().applyAsDouble(-h[k]);
            right[k] = deviation(above[k], h[k]);
            left[k] = deviation(below[k], -h[k]);
            remainder[k] = Math.max(Math.abs(right[k]), Math.abs(left[k]));
        }
        rounding = Math.max(line.noise(), scatter());
    }

    /**
     * How much the last deviations differ. Where all is continuous, or jumps at the point only, they hardly do, unless rounding is more than it
     * seems: large numbers inside an operation are not seen.
     */
    private double scatter() {
        double most = 0;
        for (int k = STEPS - LAST; k < STEPS; k++) {
            double apart = Math.max(Math.abs(right[k] - right[k - 1]), Math.abs(left[k] - left[k - 1]));
            most = Double.isFinite(apart) ? Math.max(most, apart) : most;
        }
        return most;
    }

    /** What one ladder shows: the verdict, the order in h of the remainder, and the one-sided slopes at the smallest step that counts. */
    record Result(Verdict verdict, double order, double leftSlope, double rightSlope, double step, String reason) {}

    static Result climb(Line line) {
        return new Ladder(line).judge();
    }

    /** A slope that makes no more difference than this rounding error at the widest step. */
    static double hidden(double noise) {
        return 2 * noise / FIRST;
    }

    private double deviation(double t) {
        return deviation(line.value().applyAsDouble(t), t);
    }

    private double deviation(double value, double t) {
        return value - atZero - t * line.slope();
    }

    /** Rounding error of a remainder at step k. */
    private double noise(int k) {
        return 2 * rounding + Math.ulp(line.slope() * h[k]);
    }

    private boolean counts(int k) {
        return remainder[k] > SIGNAL * noise(k);
    }

    /**
     * Whether the value changes again and again between the smallest steps, by as much as over the widest: it varies faster than they can follow.
     * One such change may be a jump, and rounding changes the value too.
     */
    private boolean varies(double[] value) {
        double widest = 0;
        for (double v : value) {
            widest = Math.max(widest, Math.abs(v - atZero));
        }
        double[] change = new double[LAST];
        Arrays.setAll(change, i -> Math.abs(value[STEPS - LAST + i] - value[STEPS - LAST + i - 1]));
        Arrays.sort(change);
        double second = change[LAST - 2];
        return second > SIGNAL * line.noise() && second > 0.05 * widest;
    }

    private Result judge() {
        if (varies(above) || varies(below)) {
            return result(Verdict.NOISE_LIMITED, Double.NaN, STEPS - 1, "the value varies between the smallest steps as much as over the widest");
        }
        List<Integer> usable = new ArrayList<>();
        for (int k = 0; k < STEPS; k++) {
            if (!Double.isFinite(remainder[k])) {
                usable.clear();
            } else if (counts(k)) {
                if (!usable.isEmpty() && cliff(usable.getLast(), k)) {
                    Result jump = jumpBetween(k, usable.getLast());
                    if (jump != null) {
                        return jump;
                    }
                    usable.clear();
                }
                usable.add(k);
            }
        }
        if (!usable.isEmpty() && usable.getLast() + 1 < STEPS && cliff(usable.getLast(), usable.getLast() + 1)) {
            Result jump = jumpBetween(usable.getLast() + 1, usable.getLast());
            if (jump != null) {
                return jump;
            }
            return silent(usable.getLast() + 1);
        }
        return usable.isEmpty() ? silent(firstFinite()) : slopes(usable);
    }

    private boolean cliff(int k, int next) {
        double floor = Math.max(remainder[next], SIGNAL * noise(next));
        return remainder[k] > floor * Math.pow(CLIFF, next - k);
    }

    private int firstFinite() {
        int k = 0;
        while (k < STEPS - 1 && !Double.isFinite(remainder[k])) {
            k++;
        }
        return k;
    }

    /** Nothing above rounding from step k on: right, if an error of the slope would have shown. */
    private Result silent(int k) {
        boolean telling = SIGNAL * noise(k) / h[k] <= POWER * line.scale();
        boolean still = line.scale() == 0;
        return telling || still ? result(Verdict.CORRECT, Double.POSITIVE_INFINITY, k, "the remainder is rounding error at every step")
                : result(Verdict.NOISE_LIMITED, Double.NaN, k, "rounding error hides the remainder at every step");
    }

    private Result slopes(List<Integer> usable) {
        int last = usable.getLast();
        int before = usable.get(Math.max(0, usable.size() - 5));
        if (before == last) {
            return lone(last);
        }
        double order = Math.log(remainder[before] / remainder[last]) / Math.log(h[before] / h[last]);
        int previous = usable.get(usable.size() - 2);
        if (order >= 1.3) {
            boolean telling = error(previous) <= POWER * line.scale() && error(last) <= POWER * line.scale() || line.scale() == 0;
            return telling ? result(Verdict.CORRECT, order, last, "the remainder falls as h^" + rounded(order))
                    : result(Verdict.NOISE_LIMITED, order, last, "the remainder falls as h^" + rounded(order) + ", but is too large to show a wrong slope");
        }
        if (order < 0.6) {
            // at a jump the remainder stays to the last step; elsewhere several kinks in reach can make it fall irregularly
            boolean plain = last == STEPS - 1 && remainder[last] > 0.5 * remainder[before];
            return !plain ? result(Verdict.NOISE_LIMITED, order, last, "the remainder falls irregularly") : result(Verdict.JUMP, order, last, "the value does not tend to f(x): the remainder falls as h^" + rounded(order));
        }
        if (comesBack(last)) {
            return result(Verdict.NOISE_LIMITED, order, last, "the slope is another one over the steps that count, but comes back to the claimed one over"
                    + " smaller ones: the value varies too fast for them");
        }
        // with an order below 1.3, curvature sets the slopes apart by less than half of what a wrong one is off
        if (Math.abs(apart(last)) > 0.5 * remainder[last] / h[last] || kink(previous, last) > 0.1 * remainder[last] / h[last]) {
            return result(Verdict.KINK, order, last, "the one-sided slopes differ");
        }
        if (vanishes(usable.getFirst(), last) && vanishes(before, last)) {
            return result(Verdict.NOISE_LIMITED, order, last, "the remainder falls as h^" + rounded(order)
                    + " only: the slope comes near the claimed one, but so slowly that it is not sure to reach it");
        }
        return result(Verdict.WRONG, order, last, "the remainder falls only as h^" + rounded(order) + ": the slope is another one");
    }

    /** The error of the slope as step k shows it, which is not hidden by curvature; a third derivative can hide it at one step, not at two. */
    private double error(int k) {
        return (0.5 * Math.abs(right[k] - left[k]) + noise(k)) / h[k];
    }

    /** How far the one-sided slopes differ in the limit of small steps: curvature sets them apart too, but in proportion to the step. */
    private double kink(int before, int last) {
        return Math.abs(apart(last) * h[before] - apart(before) * h[last]) / (h[before] - h[last]);
    }

    /** Whether the error of the slope tends to 0, if it changes less from step to step by a fixed factor (Aitken's limit). */
    private boolean vanishes(int before, int last) {
        int apart = (last - before) / 2;
        double first = error(last - 2 * apart, last);
        double second = error(last - apart, last);
        double third = error(last, last);
        double limit = third - (third - second) * (third - second) / (third - 2 * second + first);
        return Math.abs(limit) < 0.1 * Math.abs(third);
    }

    /**
     * Whether the error of the slope is less than half over each of the smallest steps, or surely so over one that is too small to count: a wrong slope
     * leaves as much there.
     */
    private boolean comesBack(int last) {
        double half = 0.5 * remainder[last] / h[last];
        return IntStream.range(STEPS - 3, STEPS).allMatch(k -> remainder[k] / h[k] < half)
            || IntStream.range(last + 1, STEPS).anyMatch(k -> (remainder[k] + noise(k)) / h[k] < half);
    }

    /** The difference of the slope over step k from the claimed one, on the side where that is larger at step {@code last}. */
    private double error(int k, int last) {
        return (Math.abs(right[last]) >= Math.abs(left[last]) ? right[k] : -left[k]) / h[k];
    }

    private double apart(int k) {
        return (right[k] + left[k]) / h[k];
    }

    /** One step alone counts: its remainder must be small beside the slope. */
    private Result lone(int k) {
        boolean small = remainder[k] / h[k] <= POWER * line.scale();
        return small ? result(Verdict.CORRECT, Double.NaN, k, "the remainder is small at the one step where it is not rounding error")
                : result(Verdict.NOISE_LIMITED, Double.NaN, k, "the remainder is above rounding error at one step only");
    }

    /** The singularity between two steps, on the side where the remainder falls: a jump, or null if the value is continuous there. */
    private Result jumpBetween(int small, int large) {
        if (!line.whole()) {
            return null;
        }
        double side = Math.abs(right[large]) >= Math.abs(left[large]) ? 1 : -1;
        double a = h[small] * side;
        double b = h[large] * side;
        double threshold = Math.sqrt(Math.max(remainder[small], noise(small)) * remainder[large]);
        for (int i = 0; i < 64; i++) {
            double mid = 0.5 * (a + b);
            if (Math.abs(deviation(mid)) > threshold) {
                b = mid;
            } else {
                a = mid;
            }
        }
        double leap = Math.abs(deviation(b) - deviation(a));
        if (leap > 0.25 * threshold && leap > SIGNAL * noise(small)) {
            return new Result(Verdict.JUMP, 0, Double.NaN, Double.NaN, Math.abs(b),
                    "the value jumps by " + rounded(leap) + " at a distance of " + rounded(Math.abs(b)) + " steps");
        }
        return null;
    }

    private Result result(Verdict verdict, double order, int k, String reason) {
        return new Result(verdict, order, line.slope() - left[k] / h[k], line.slope() + right[k] / h[k], h[k], reason);
    }

    private static String rounded(double x) {
        return String.format(Locale.ROOT, "%.3g", x);
    }
}
