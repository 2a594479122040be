package org.foldgrad.pitch.optim;

import java.util.function.Function;

/** A line search for the strong Wolfe conditions (Nocedal and Wright 2006, algorithms 3.5 and 3.6). */
final class LineSearch {
    /** Least decrease, as a share of what the slope at the start promises. */
    private static final double DECREASE = 1e-4;
    /** Most slope left, as a share of that at the start. */
    private static final double CURVATURE = 0.9;
    private static final int MOST_TRIALS = 30;

    /** A point, the loss there and its gradient. */
    record Point(double[] x, double value, double[] gradient) {
    }

    /** A point of the line: its distance from the start in units of the direction, and the slope along it. */
    private record Trial(double step, double slope, Point point) {
        double value() {
            return point.value;
        }
    }

    private final Function<double[], Point> loss;
    private long cost;

    LineSearch(Function<double[], Point> loss) {
        this.loss = loss;
    }

    Point evaluate(double[] x) {
        cost += 2;
        return loss.apply(x);
    }

    /** Evaluations since this was last asked. */
    long takeCost() {
        long taken = cost;
        cost = 0;
        return taken;
    }

    /** A point that meets the conditions; failing that the best decrease found; null if there is none. */
    Point along(Point start, double[] direction, double firstStep) {
        Trial origin = new Trial(0, Norms.dot(start.gradient, direction), start);
        if (!(origin.slope < 0)) {
            return null;
        }
        Trial before = origin;
        double step = firstStep;
        for (int k = 0; k < MOST_TRIALS; k++, step *= 2) {
            Trial here = trial(start, direction, step);
            if (!decreases(here, origin) || k > 0 && here.value() >= before.value()) {
                return zoom(origin, before, here, direction);
            }
            if (flat(here, origin)) {
                return here.point;
            }
            if (here.slope >= 0) {
                return zoom(origin, here, before, direction);
            }
            before = here;
        }
        return before.point;
    }

    /** Narrows the interval between {@code low}, the better end, and {@code high}. */
    private Point zoom(Trial origin, Trial low, Trial high, double[] direction) {
        for (int k = 0; k < MOST_TRIALS; k++) {
            Trial middle = trial(origin.point, direction, between(low, high));
            if (!decreases(middle, origin) || middle.value() >= low.value()) {
                high = middle;
            } else {
                if (flat(middle, origin)) {
                    return middle.point;
                }
                if (middle.slope * (high.step - low.step) >= 0) {
                    high = low;
                }
                low = middle;
            }
        }
        return low.step > 0 ? low.point : null;
    }

    /** Where the parabola through low, its slope and high has its least; the middle if that is near an end or not known. */
    private static double between(Trial low, Trial high) {
        double width = high.step - low.step;
        double share = -low.slope * width / (2 * (high.value() - low.value() - low.slope * width));
        return low.step + width * (share >= 0.1 && share <= 0.9 ? share : 0.5);
    }

    private Trial trial(Point start, double[] direction, double step) {
        double[] x = start.x.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] += step * direction[i];
        }
        Point point = evaluate(x);
        return new Trial(step, Norms.dot(point.gradient, direction), point);
    }

    /** False also where the loss is not a number. */
    private static boolean decreases(Trial here, Trial origin) {
        return here.value() <= origin.value() + DECREASE * here.step * origin.slope;
    }

    private static boolean flat(Trial here, Trial origin) {
        return Math.abs(here.slope) <= -CURVATURE * origin.slope;
    }
}
