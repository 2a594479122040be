package org.foldgrad.pitch.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Each rule against its closed form: the running vectors written out as sums over all past gradients. */
class RuleTest {
    private static final int STEPS = 12;

    private interface Oracle {
        /** The change of x by step t (from 1), given x before it and gradients 1 .. t. */
        double change(double x, double[] g, int t);
    }

    private static void follows(Rule rule, long seed, Oracle oracle) {
        Random random = new Random(seed);
        double[] x = {random.nextGaussian()};
        double expected = x[0];
        double[] g = new double[STEPS + 1];
        Moments moments = Moments.of(rule, 1);
        for (int t = 1; t <= STEPS; t++) {
            g[t] = random.nextGaussian();
            expected += oracle.change(expected, g, t);
            rule.step(x, new double[] {g[t]}, 0.1, moments);
            assertEquals(expected, x[0], 1e-12, "step " + t);
        }
    }

    private static double memory(double[] g, int t, double beta, int power) {
        double sum = 0;
        for (int i = 1; i <= t; i++) {
            sum += Math.pow(beta, t - i) * Math.pow(g[i], power);
        }
        return sum;
    }

    @Property(tries = 20)
    void sgd(@ForAll long seed) {
        follows(new Sgd(), seed, (x, g, t) -> -0.1 * g[t]);
        follows(new Sgd(0.9, false, 0), seed, (x, g, t) -> -0.1 * memory(g, t, 0.9, 1));
        follows(new Sgd(0.9, true, 0), seed, (x, g, t) -> -0.1 * (g[t] + 0.9 * memory(g, t, 0.9, 1)));
        follows(new Sgd(0, false, 0.3), seed, (x, g, t) -> -0.1 * (g[t] + 0.3 * x));
    }

    @Property(tries = 20)
    void adam(@ForAll long seed) {
        Oracle adam = (x, g, t) -> {
            double mean = 0.1 * memory(g, t, 0.9, 1) / (1 - Math.pow(0.9, t));
            double square = 0.01 * memory(g, t, 0.99, 2) / (1 - Math.pow(0.99, t));
            return -0.1 * mean / (Math.sqrt(square) + 1e-8);
        };
        follows(new Adam(0.9, 0.99, 1e-8, false, 0), seed, adam);
        follows(new Adam(0.9, 0.99, 1e-8, false, 0.2), seed, (x, g, t) -> adam.change(x, g, t) - 0.1 * 0.2 * x);
        follows(new Adam(0.9, 0.99, 1e-8, true, 0), seed, (x, g, t) -> {
            double largest = 0;
            for (int i = 1; i <= t; i++) {
                largest = Math.max(largest, 0.01 * memory(g, i, 0.99, 2));
            }
            double mean = 0.1 * memory(g, t, 0.9, 1) / (1 - Math.pow(0.9, t));
            return -0.1 * mean / (Math.sqrt(largest / (1 - Math.pow(0.99, t))) + 1e-8);
        });
    }

    @Property(tries = 20)
    void rmsProp(@ForAll long seed) {
        follows(new RmsProp(0.95, 1e-8, 0.5), seed, (x, g, t) -> {
            double step = 0;
            for (int i = 1; i <= t; i++) {
                step += Math.pow(0.5, t - i) * g[i] / (Math.sqrt(0.05 * memory(g, i, 0.95, 2)) + 1e-8);
            }
            return -0.1 * step;
        });
    }

    @Test
    void schedules() {
        assertEquals(0.25, Schedule.steps(1, 0.5, 10).rate(29));
        Schedule cosine = Schedule.cosine(1, 0.2, 10);
        assertEquals(1, cosine.rate(0));
        assertEquals(0.6, cosine.rate(5), 1e-15);
        assertEquals(0.2, cosine.rate(40), 1e-15);
        assertEquals(1, Schedule.steps(2, 0.5, 3).warmUp(4).rate(7), 1e-15, "the schedule begins when the warm-up is over");
        assertEquals(2, Schedule.steps(2, 0.5, 3).warmUp(4).rate(6), 1e-15);
        Schedule warm = Schedule.constant(2).warmUp(4);
        assertEquals(0.5, warm.rate(0));
        assertEquals(2, warm.rate(3));
        assertEquals(2, warm.rate(4));
    }

    @Test
    void clipping() {
        double[] g = {3, -4};
        Clip.norm(10).apply(g);
        assertEquals(-4, g[1]);
        Clip.norm(1).apply(g);
        assertEquals(0.6, g[0], 1e-15);
        assertEquals(-0.8, g[1], 1e-15);
        Clip.value(0.7).apply(g);
        assertEquals(-0.7, g[1]);
        assertEquals(0.6, g[0], 1e-15);
    }

    /** The squares of such gradients do not fit a double. */
    @Test
    void clipsGradientsOfAnySize() {
        for (double unit : new double[] {1e-250, 1e250}) {
            double[] g = {3 * unit, -4 * unit};
            Clip.norm(unit).apply(g);
            assertArrayEquals(new double[] {0.6, -0.8}, new double[] {g[0] / unit, g[1] / unit}, 1e-15);
        }
    }

    @Test
    void refusesWhatCannotWork() {
        assertThrows(IllegalArgumentException.class, () -> Schedule.constant(0));
        assertThrows(IllegalArgumentException.class, () -> Schedule.constant(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Spsa(1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Spsa(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new GaussianSmoothing(1, 1, -1, false));
        assertThrows(IllegalArgumentException.class, () -> new FiniteDifference(Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new Sgd(1, false, 0));
        assertThrows(IllegalArgumentException.class, () -> new Adam(0.9, 0.999, 0, false, 0));
    }
}
