package org.foldgrad.pitch.optim;

/**
 * RMSProp (Tieleman and Hinton 2012) with momentum.
 *
 * <pre>
 *   s = memory s + (1 - memory) g^2,   v = momentum v + g / (sqrt(s) + eps),   x = x - rate v
 * </pre>
 *
 * @param memory   of the mean square
 * @param eps      keeps the step finite where gradients vanish
 * @param momentum 0 for none, below 1
 */
public record RmsProp(double memory, double eps, double momentum) implements Rule {
    /** Refuses fractions outside [0, 1) and an eps that is not positive. */
    public RmsProp {
        Checks.fraction("memory", memory);
        Checks.positive("eps", eps);
        Checks.fraction("momentum", momentum);
    }

    /** Memory 0.99, eps 1e-8, no momentum. */
    public RmsProp() {
        this(0.99, 1e-8, 0);
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public void step(double[] x, double[] gradient, double rate, Moments moments) {
        moments.step++;
        double[] s = moments.slots[0];
        double[] v = moments.slots[1];
        for (int i = 0; i < x.length; i++) {
            double g = gradient[i];
            s[i] = memory * s[i] + (1 - memory) * g * g;
            v[i] = momentum * v[i] + g / (Math.sqrt(s[i]) + eps);
            x[i] -= rate * v[i];
        }
    }
}
