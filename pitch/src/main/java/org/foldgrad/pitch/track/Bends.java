package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * The prior on an envelope's bends b_p = theta_(p-1) - 2 theta_p + theta_(p+1): Student's t with {@link #TAIL} degrees of freedom, small bends
 * mostly and now and then a note change, of a scale s_p that is learnt from the stretch itself, so that a held tone gets a stiff
 * envelope and irregular speech a loose one.
 *
 * <p>The scale is the one that makes the data most probable (empirical Bayes), by the fixed point of MacKay (1992): with Var b from the
 * inverse of the curvature and u = (TAIL + 1) / (TAIL + (b^2 + Var b) / s^2), the weight that the tails leave a bend,
 * s^2 = (KNOWN s_0^2 + sum u b^2) / (KNOWN + sum (1 - u Var b / s^2)), sums over the knots within {@link #REACH}. A knot of which the
 * signal says nothing counts for nothing.
 */
final class Bends {
    /** Degrees of freedom. */
    private static final double TAIL = 2;
    /** The scale before anything is known, octaves from knot to knot, and how many knots that knowledge is worth. */
    private static final double USUAL = 0.0075;
    private static final double KNOWN = 12;
    /** Knots on either side that share a scale. */
    private static final int REACH = 24;

    /** s^2 at every knot. */
    private final double[] scale;

    Bends(int knots) {
        scale = new double[knots];
        Arrays.fill(scale, USUAL * USUAL);
    }

    /** Learns the scale from an envelope and the inverse of the curvature there. */
    void learn(double[] theta, Banded inverse) {
        int knots = theta.length;
        double[] square = new double[knots];
        double[] known = new double[knots];
        for (int p = 1; p + 1 < knots; p++) {
            double bend = bend(theta, p);
            double variance = inverse.get(p - 1, p - 1) + 4 * inverse.get(p, p) + inverse.get(p + 1, p + 1)
                - 4 * inverse.get(p, p - 1) - 4 * inverse.get(p + 1, p) + 2 * inverse.get(p + 1, p - 1);
            double u = (TAIL + 1) / (TAIL + (bend * bend + variance) / scale[p]);
            square[p] = square[p - 1] + u * bend * bend;
            known[p] = known[p - 1] + Math.max(0, 1 - u * variance / scale[p]);
        }
        for (int p = 0; p < knots; p++) {
            int a = Math.max(0, p - REACH - 1);
            int b = Math.min(knots - 2, p + REACH);
            scale[p] = (KNOWN * USUAL * USUAL + square[b] - square[a]) / (KNOWN + known[b] - known[a]);
        }
    }

    /** theta_(p-1) - 2 theta_p + theta_(p+1). */
    static double bend(double[] theta, int p) {
        return theta[p - 1] - 2 * theta[p] + theta[p + 1];
    }

    /** Adds the prior's slope and (iteratively reweighted) curvature. */
    void accumulate(double[] theta, double[] gradient, Banded curvature) {
        for (int p = 1; p + 1 < theta.length; p++) {
            double bend = bend(theta, p);
            double q = (TAIL + 1) / (TAIL * scale[p] + bend * bend);
            gradient[p - 1] += q * bend;
            gradient[p] -= 2 * q * bend;
            gradient[p + 1] += q * bend;
            curvature.add(p - 1, p - 1, q);
            curvature.add(p, p, 4 * q);
            curvature.add(p + 1, p + 1, q);
            curvature.add(p, p - 1, -2 * q);
            curvature.add(p + 1, p, -2 * q);
            curvature.add(p + 1, p - 1, q);
        }
    }
}
