package org.foldgrad.pitch.loss;

/** A scalar function of a vector, with its gradient, on arrays, which may be longer than the vector. */
interface ArrayLoss {
    /** The value. */
    double value(double[] x);

    /** The value; the gradient is written to {@code gradient}. */
    double valueAndGradient(double[] x, double[] gradient);
}
