package org.foldgrad.pitch.optim;

/**
 * Adam with bias correction (Kingma and Ba 2015, algorithm 1), AMSGrad (Reddi 2018) and decoupled weight decay (Loshchilov and Hutter 2019).
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g,   v = beta2 v + (1 - beta2) g^2,   (amsgrad: v' = max(v', v), else v' = v)
 *   x = x - rate weightDecay x - rate (m / (1 - beta1^t)) / (sqrt(v' / (1 - beta2^t)) + eps)
 * </pre>
 *
 * @param beta1       memory of the mean
 * @param beta2       memory of the mean square
 * @param eps         keeps the step finite where gradients vanish
 * @param amsgrad     whether the mean square may never fall
 * @param weightDecay pull of the parameters to 0, apart from the gradient
 */
public record Adam(double beta1, double beta2, double eps, boolean amsgrad, double weightDecay) implements Rule {
    /** Refuses memories outside [0, 1), an eps that is not positive and a negative decay. */
    public Adam {
        Checks.fraction("beta1", beta1);
        Checks.fraction("beta2", beta2);
        Checks.positive("eps", eps);
        Checks.notNegative("weightDecay", weightDecay);
    }

    /** The paper's values: 0.9, 0.999, 1e-8, no AMSGrad, no decay. */
    public Adam() {
        this(0.9, 0.999, 1e-8, false, 0);
    }

    @Override
    public int slots() {
        return amsgrad ? 3 : 2;
    }

    @Override
    public void step(double[] x, double[] gradient, double rate, Moments moments) {
        long t = ++moments.step;
        double[] m = moments.slots[0];
        double[] v = moments.slots[1];
        double[] largest = moments.slots[slots() - 1]; // v itself without amsgrad
        double meanScale = rate / (1 - Math.pow(beta1, t));
        double squareScale = 1 / (1 - Math.pow(beta2, t));
        for (int i = 0; i < x.length; i++) {
            double g = gradient[i];
            m[i] = beta1 * m[i] + (1 - beta1) * g;
            v[i] = beta2 * v[i] + (1 - beta2) * g * g;
            largest[i] = Math.max(largest[i], v[i]);
            x[i] -= rate * weightDecay * x[i] + meanScale * m[i] / (Math.sqrt(largest[i] * squareScale) + eps);
        }
    }
}
