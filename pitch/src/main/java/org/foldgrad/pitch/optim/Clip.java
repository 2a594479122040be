package org.foldgrad.pitch.optim;

/** Bounds a gradient before it becomes a step, in place. */
@FunctionalInterface
public interface Clip {
    /** Bounds {@code gradient}. */
    void apply(double[] gradient);

    /** Leaves gradients as they are. */
    static Clip none() {
        return gradient -> { };
    }

    /** Shortens a gradient longer than {@code most} to that length (Euclidean norm). */
    static Clip norm(double most) {
        Checks.positive("the largest norm", most);
        return gradient -> {
            double norm = Norms.euclidean(gradient);
            if (norm > most) {
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] *= most / norm;
                }
            }
        };
    }

    /** Holds each element between -{@code most} and {@code most}. */
    static Clip value(double most) {
        Checks.positive("the largest value", most);
        return gradient -> {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = Math.max(-most, Math.min(most, gradient[i]));
            }
        };
    }
}
