package org.foldgrad.autodiff.kernel.taps;

/**
 * The coefficients c of the cubic B-spline that passes through samples s: {@code (c[n-1] + 4 c[n] + c[n+1]) / 6 = s[n]} for every n.
 *
 * <p>The row is first continued by {@link #MARGIN} samples at each end as its {@link Edge} says. The system is then solved by a causal and
 * an anticausal recursion with the pole {@code z = sqrt(3) - 2} (Unser, Aldroubi and Eden 1993, B-spline signal processing, part II), both
 * started as if the outermost sample repeated for ever. What that start gets wrong fades by |z| a sample: below rounding where it could
 * be read.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public interface SplineLoops<A> {
    /** The pole of the recursions. */
    double POLE = Math.sqrt(3.0) - 2.0;
    /** State of the causal recursion after a unit that went on for ever. */
    double START = 6.0 / (1.0 - POLE);
    /** Entries that a row of coefficients has more than samples, at each end: |z|^32 is 5e-19. */
    int MARGIN = 32;

    /** Writes the {@code size + 2 MARGIN} coefficients of the row of {@code size} samples from {@code row} on. */
    void coefficients(Edge edge, A samples, int row, int size, A out, int at);

    /** Adds to the row of {@code gradient} what the {@code cotangent} of its coefficients makes of it; overwrites the cotangent. */
    void adjoint(Edge edge, A gradient, int row, int size, A cotangent, int at);

    /** The loops for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> SplineLoops<A> of(A array) {
        return (SplineLoops<A>) (array instanceof double[] ? new DoubleSplineLoops() : new FloatSplineLoops());
    }
}
