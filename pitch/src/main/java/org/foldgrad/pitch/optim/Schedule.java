package org.foldgrad.pitch.optim;

/** The learning rate of each step, counted from 0. */
@FunctionalInterface
public interface Schedule {
    /** The rate of step {@code step}. */
    double rate(long step);

    /** The same rate at every step. */
    static Schedule constant(double rate) {
        Checks.positive("the learning rate", rate);
        return step -> rate;
    }

    /** {@code rate}, multiplied by {@code factor} after every {@code every} steps. */
    static Schedule steps(double rate, double factor, long every) {
        Checks.positive("the learning rate", rate);
        Checks.positive("the factor", factor);
        Checks.positive("the number of steps between changes", every);
        return step -> rate * Math.pow(factor, step / every);
    }

    /** Half a cosine from {@code rate} down to {@code least} over {@code length} steps, {@code least} after (Loshchilov and Hutter 2017). */
    static Schedule cosine(double rate, double least, long length) {
        Checks.positive("the learning rate", rate);
        Checks.notNegative("the least rate", least);
        Checks.positive("the length", length);
        return step -> least + (rate - least) / 2 * (1 + Math.cos(Math.PI * Math.min(step, length) / length));
    }

    /** This schedule, begun after {@code length} steps that rise in a straight line to its first rate. */
    default Schedule warmUp(long length) {
        Checks.positive("the length of the warm-up", length);
        return step -> step < length ? rate(0) * (step + 1) / length : rate(step - length);
    }
}
