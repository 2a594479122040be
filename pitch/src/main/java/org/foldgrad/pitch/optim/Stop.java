package org.foldgrad.pitch.optim;

/**
 * When a minimiser is done; the first that holds ends it.
 *
 * @param steps        most steps taken
 * @param gradientNorm gradient no longer than this
 * @param improvement  least relative improvement of the best loss over {@code patience} steps
 * @param patience     steps over which improvement is asked for; 0 asks for none
 */
public record Stop(long steps, double gradientNorm, double improvement, int patience) {
    /** Refuses negative bounds. */
    public Stop {
        Checks.notNegative("the number of steps", steps);
        Checks.notNegative("the gradient norm", gradientNorm);
        Checks.notNegative("the improvement", improvement);
        Checks.notNegative("the patience", patience);
    }

    /** After {@code steps} steps, or where the gradient is exactly 0. */
    public static Stop after(long steps) {
        return new Stop(steps, 0, 0, 0);
    }

    /** The same, but also where the gradient is no longer than {@code norm}. */
    public Stop whenGradientBelow(double norm) {
        return new Stop(steps, norm, improvement, patience);
    }

    /** The same, but also once {@code patience} steps have improved the best loss by less than the share {@code improvement}. */
    public Stop whenStalled(double improvement, int patience) {
        return new Stop(steps, gradientNorm, improvement, patience);
    }

    /** Why {@code history} is at its end, or null if it is not. */
    String reason(History history) {
        History.Row last = history.last();
        if (last.gradientNorm() <= gradientNorm) {
            return "step " + last.step() + ": the gradient's norm is " + last.gradientNorm();
        }
        if (patience > 0 && history.size() > patience) {
            double before = history.best(history.size() - patience);
            if (before - history.best(history.size()) <= improvement * Math.abs(before)) {
                return "step " + last.step() + ": the loss improved by less than a share of " + improvement + " in " + patience + " steps";
            }
        }
        return last.step() >= steps ? "step " + last.step() + ": the last one allowed" : null;
    }
}
