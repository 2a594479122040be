package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class BendsTest {
    private static final int KNOTS = 60;

    @Test
    void irregularEnvelopeIsHeldLooserThanASmoothOne() {
        assertTrue(stiffness(irregular(), 1e-8) < 0.1 * stiffness(new double[KNOTS], 1e-8));
    }

    @Test
    void envelopeOfWhichTheSignalSaysNothingTeachesNothing() {
        assertEquals(untaught(), stiffness(irregular(), 100), 1e-3 * untaught());
    }

    @Test
    void slopeAndCurvatureAgreeOnSmallBends() {
        double[] theta = new double[KNOTS];
        theta[30] = 1e-6;
        double[] gradient = new double[KNOTS];
        Banded curvature = new Banded(KNOTS, 2);
        new Bends(KNOTS).accumulate(theta, gradient, curvature);
        for (int i = 30; i <= 32; i++) {
            assertEquals(curvature.get(i, 30) * theta[30], gradient[i], 1e-6 * gradient[30]);
        }
    }

    /** Weight of a straight middle knot after learning an envelope whose knots have the given variance, independently. */
    private static double stiffness(double[] envelope, double variance) {
        Bends bends = new Bends(KNOTS);
        Banded inverse = new Banded(KNOTS, 2);
        for (int p = 0; p < KNOTS; p++) {
            inverse.add(p, p, variance);
        }
        bends.learn(envelope, inverse);
        return straight(bends);
    }

    private static double untaught() {
        return straight(new Bends(KNOTS));
    }

    private static double straight(Bends bends) {
        Banded curvature = new Banded(KNOTS, 2);
        bends.accumulate(new double[KNOTS], new double[KNOTS], curvature);
        return curvature.get(30, 30);
    }

    private static double[] irregular() {
        Random random = new Random(3);
        return random.doubles(KNOTS).map(u -> 0.1 * (u - 0.5)).toArray();
    }
}
