package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.PhaseFold;
import org.junit.jupiter.api.Test;

final class FoldTest {
    private static final int STEP = Signal.STEP;
    private static final int ORIGIN = 160;
    private static final double[] THETA = {6.6, 6.64, 6.7, 6.68, 6.71, 6.69};

    private final Channel channel = Channel.of(Tones.phased(16000, 0.1, t -> 158 * t + 30 * t * t, 200).samples(), 1);
    private final Fold fold = new Fold(channel, ORIGIN, THETA.length);
    private final int samples = (THETA.length - 1) * STEP + 1;

    @Test
    void gradientIsTheSlopeOfHalfTheSumOfSquares() {
        for (int folds = 1; folds <= 2; folds++) {
            double[] weights = weights(folds);
            double[] gradient = new double[THETA.length];
            fold.set(THETA);
            Residuals residuals = new Residuals(1, samples);
            int count = fold.residuals(folds, residuals);
            fold.accumulate(count, residuals, weights, gradient, new Banded(THETA.length, THETA.length - 1));
            for (int p = 0; p < THETA.length; p++) {
                double h = 1e-5;
                double slope = (loss(p, h, folds, weights) - loss(p, -h, folds, weights)) / (2 * h);
                assertEquals(slope, gradient[p], 2e-3 * norm(gradient), "knot " + p + ", fold " + folds);
            }
        }
    }

    @Test
    void curvatureIsTheSumOfTheSlopesProducts() {
        for (int folds = 1; folds <= 2; folds++) {
            double[] weights = weights(folds);
            double[][] slopes = new double[THETA.length][];
            for (int p = 0; p < THETA.length; p++) {
                double h = 1e-5;
                double[] before = residuals(p, -h, folds);
                double[] after = residuals(p, h, folds);
                slopes[p] = new double[samples];
                for (int s = 0; s < samples; s++) {
                    slopes[p][s] = (after[s] - before[s]) / (2 * h);
                }
            }
            Banded curvature = new Banded(THETA.length, THETA.length - 1);
            Residuals residuals = new Residuals(1, samples);
            fold.set(THETA);
            int count = fold.residuals(folds, residuals);
            fold.accumulate(count, residuals, weights, new double[THETA.length], curvature);
            for (int p = 0; p < THETA.length; p++) {
                for (int q = 0; q <= p; q++) {
                    double sum = 0;
                    for (int s = 0; s < samples; s++) {
                        sum += weights[s] * slopes[p][s] * slopes[q][s];
                    }
                    assertEquals(sum, curvature.get(p, q), 2e-3 * curvature.get(p, p), "knots " + p + " and " + q + ", fold " + folds);
                }
            }
        }
    }

    @Test
    void trueEnvelopeCancelsAndWrongOneDoesNot() {
        double period = 100;
        Channel steady = Channel.of(Tones.steady(16000, 0.1, 160).samples(), 1);
        Fold tone = new Fold(steady, ORIGIN, 6);
        double[] theta = new double[6];
        Arrays.fill(theta, Math.log(period) / Math.log(2));
        assertEquals(0, energy(tone, theta), 1e-8);
        Arrays.fill(theta, Math.log(1.03 * period) / Math.log(2));
        assertEquals(1, Math.min(1, energy(tone, theta) / 1e-2), 0);
    }

    @Test
    void isTheFoldOfPhaseFold() {
        int knots = 9;
        double[] x = Tones.phased(16000, (knots - 1) * STEP / 16000.0, t -> 158 * t + 30 * t * t, 800).samples();
        double power = 0;
        for (int n = 0; n < x.length; n++) {
            x[n] *= 0.5 - 0.5 * Math.cos(2 * Math.PI * n / x.length); // nothing at the ends, where the two read on differently
            power += x[n] * x[n] / x.length;
        }
        FoldOptions options = FoldOptions.defaults().withFolds(1).withDecimation(1).withEnergyWindow(0).withEps(0);
        PhaseFold loss = new PhaseFold(x, knots, STEP, options);
        Fold same = new Fold(Channel.of(x, 1), 0, knots);
        double[] theta = new double[knots];
        Residuals residuals = new Residuals(1, (knots - 1) * STEP + 1);
        for (int shift = 0; shift < 5; shift++) {
            for (int p = 0; p < knots; p++) {
                theta[p] = 6.6 + 0.05 * Math.sin(2 * p + shift);
            }
            same.set(theta);
            int count = same.residuals(1, residuals);
            double misfit = 0;
            double weight = 0;
            for (int s = 0; s < count; s++) {
                double voiced = Math.min(1, knots - 1 - residuals.psi()[s] / STEP); // the last knot counts as unvoiced
                misfit += voiced * residuals.e()[s] * residuals.e()[s] / (2 * power);
                weight += voiced;
            }
            assertEquals(loss.loss(Tensor.of(theta)).item(), misfit / weight, 1e-5);
        }
    }

    private double energy(Fold tone, double[] theta) {
        Residuals residuals = new Residuals(1, samples);
        tone.set(theta);
        int count = tone.residuals(1, residuals);
        return Arrays.stream(residuals.e(), 0, count).map(v -> v * v).sum();
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
        double[] e = residuals(knot, h, m);
        double sum = 0;
        for (int s = 0; s < samples; s++) {
            sum += 0.5 * weights[s] * e[s] * e[s];
        }
        return sum;
    }

    private double[] residuals(int knot, double h, int m) {
        double[] theta = THETA.clone();
        theta[knot] += h;
        fold.set(theta);
        Residuals residuals = new Residuals(1, samples);
        fold.residuals(m, residuals);
        return residuals.e();
    }

    private static double norm(double[] v) {
        return Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
    }
}
