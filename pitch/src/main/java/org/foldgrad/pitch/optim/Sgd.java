package org.foldgrad.pitch.optim;

/**
 * Gradient descent with momentum.
 *
 * <pre>
 *   g' = g + weightDecay x,   v = momentum v + g',   x = x - rate v            (nesterov: x - rate (g' + momentum v))
 * </pre>
 *
 * @param momentum    0 for plain descent, below 1
 * @param nesterov    whether the gradient is read ahead of the momentum
 * @param weightDecay pull of the parameters to 0 (L2)
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) implements Rule {
    /** Refuses a momentum outside [0, 1) and a negative decay. */
    public Sgd {
        Checks.fraction("momentum", momentum);
        Checks.notNegative("weightDecay", weightDecay);
    }

    /** Plain gradient descent. */
    public Sgd() {
        this(0, false, 0);
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void step(double[] x, double[] gradient, double rate, Moments moments) {
        moments.step++;
        double[] v = moments.slots[0];
        for (int i = 0; i < x.length; i++) {
            double g = gradient[i] + weightDecay * x[i];
            v[i] = momentum * v[i] + g;
            x[i] -= rate * (nesterov ? g + momentum * v[i] : v[i]);
        }
    }
}
