package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FoldTest {
    private static final int STEP = 80;
    private static final int ORIGIN = 160;
    private static final double[] THETA = {6.6, 6.64, 6.7, 6.68, 6.71, 6.69};

    private final Channel channel = Channel.of(Tones.phased(16000, 0.1, t -> 158 * t + 30 * t * t, 200).samples());
    private final Fold fold = new Fold(channel, ORIGIN, STEP, THETA.length);
    private final int samples = (THETA.length - 1) * STEP + 1;

    @Test
    void gradientIsTheSlopeOfHalfTheSumOfSquares() {
        for (int folds = 1; folds <= 2; folds++) {
            double[] weights = weights(folds);
            double[] gradient = new double[THETA.length];
            fold.set(THETA);
            double[] psi = new double[samples];
            double[] e = new double[samples];
            fold.residuals(folds, 1, psi, e);
            fold.accumulate(1, psi, e, weights, gradient, new Banded(THETA.length, THETA.length - 1));
            for (int p = 0; p < THETA.length; p++) {
                double h = 1e-5;
                double slope = (loss(p, h, folds, weights) - loss(p, -h, folds, weights)) / (2 * h);
                assertEquals(slope, gradient[p], 2e-3 * norm(gradient), "knot " + p + ", fold " + folds);
            }
        }
    }

    @Test
    void trueEnvelopeCancelsAndWrongOneDoesNot() {
        double period = 100;
        Channel steady = Channel.of(Tones.steady(16000, 0.1, 160).samples());
        Fold tone = new Fold(steady, ORIGIN, STEP, 6);
        double[] theta = new double[6];
        Arrays.fill(theta, Math.log(period) / Math.log(2));
        assertEquals(0, energy(tone, theta), 1e-8);
        Arrays.fill(theta, Math.log(1.03 * period) / Math.log(2));
        assertEquals(1, Math.min(1, energy(tone, theta) / 1e-2), 0);
    }

    private double energy(Fold tone, double[] theta) {
        double[] psi = new double[samples];
        double[] e = new double[samples];
        tone.set(theta);
        tone.residuals(1, 1, psi, e);
        return Arrays.stream(e).map(v -> v * v).sum();
    }

    /** Nothing where a fold ends within reach of the stretch's end, so that no sample enters or leaves. */
    private double[] weights(int m) {
        double[] w = new double[samples];
        for (int s = 0; s + m * 110 + 10 < samples; s++) {
            w[s] = 1 + 0.5 * Math.sin(0.1 * s);
        }
        return w;
    }

    private double loss(int knot, double h, int m, double[] weights) {
        double[] theta = THETA.clone();
        theta[knot] += h;
        fold.set(theta);
        double[] psi = new double[samples];
        double[] e = new double[samples];
        fold.residuals(m, 1, psi, e);
        double sum = 0;
        for (int s = 0; s < samples; s++) {
            sum += 0.5 * weights[s] * e[s] * e[s];
        }
        return sum;
    }

    private static double norm(double[] v) {
        return Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
    }
}
