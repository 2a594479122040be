package org.foldgrad.autodiff.expr;

/**
 * The numbers from {@code low} to {@code high}, both included, and perhaps NaN.
 *
 * @param low         the lower bound, possibly −∞
 * @param high        the upper bound, possibly +∞
 * @param possiblyNaN whether NaN is among the values
 */
public record Interval(double low, double high, boolean possiblyNaN) {
    /** Every number, and NaN. */
    static final Interval ANYTHING = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true);
    /** No number, only NaN: the logarithm of a negative interval. The one interval whose bounds are the wrong way round. */
    static final Interval NAN = new Interval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true);

    /** The numbers from {@code low} to {@code high}. */
    public static Interval of(double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high + "; the first must not be above the second");
        }
        return new Interval(low, high, false);
    }

    /** Just {@code x}. */
    public static Interval point(double x) {
        return Double.isNaN(x) ? NAN : new Interval(x, x, false);
    }

    /** Whether {@code x}, a number or NaN, is among the values. */
    public boolean contains(double x) {
        return Double.isNaN(x) ? possiblyNaN : low <= x && x <= high;
    }

    /** Whether there is no number among the values. */
    public boolean isEmpty() {
        return low > high;
    }

    /** The smallest interval that has all the values of both. */
    Interval hull(Interval b) {
        return new Interval(Math.min(low, b.low), Math.max(high, b.high), possiblyNaN || b.possiblyNaN);
    }

    /** The numbers of this within [from, to]; NaN is left out, as if a comparison had held. */
    Interval within(double from, double to) {
        return new Interval(Math.max(low, from), Math.min(high, to), false);
    }

    /** This for a result that is never negative, however its bounds were rounded. */
    Interval notNegative() {
        return new Interval(Math.max(low, 0), high, possiblyNaN);
    }

    boolean isInfinite() {
        return low == Double.NEGATIVE_INFINITY || high == Double.POSITIVE_INFINITY;
    }

    Interval orNaN(boolean also) {
        return also && !possiblyNaN ? new Interval(low, high, true) : this;
    }

    /** This with both bounds moved outwards by {@code ulps} units in the last place. */
    Interval widened(int ulps) {
        double down = low;
        double up = high;
        for (int k = 0; k < ulps; k++) {
            down = Math.nextDown(down);
            up = Math.nextUp(up);
        }
        return new Interval(down, up, possiblyNaN);
    }
}
