package org.foldgrad.pitch.optim;

/** The running vectors of a {@link Rule} and the number of steps taken. */
public final class Moments {
    /** Steps taken so far. */
    long step;
    /** The running vectors, zero at first. */
    final double[][] slots;

    private Moments(long step, double[][] slots) {
        this.step = step;
        this.slots = slots;
    }

    /** The state before the first step over {@code n} parameters. */
    public static Moments of(Rule rule, int n) {
        return new Moments(0, new double[rule.slots()][n]);
    }

    /** The state after {@code step} steps; the vectors are its own from here on. */
    static Moments restored(long step, double[][] slots) {
        return new Moments(step, slots);
    }

    static double[][] copy(double[][] slots) {
        double[][] copy = new double[slots.length][];
        for (int i = 0; i < slots.length; i++) {
            copy[i] = slots[i].clone();
        }
        return copy;
    }
}
