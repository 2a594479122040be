package org.foldgrad.pitch.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.foldgrad.autodiff.Tensor;
import org.junit.jupiter.api.Test;

class GradientEstimatorTest {
    private static Tensor normals(long seed, int n) {
        Random random = new Random(seed);
        return Tensor.of(random.doubles(n, -1, 1).toArray());
    }

    @Property(tries = 10)
    void estimatesLieWithinTheirStandardErrors(@ForAll long seed) {
        Tensor slope = normals(seed, 20);
        Function<Tensor, Tensor> loss = x -> slope.times(x).sum().plus(x.square().sum().times(0.3));
        Tensor x = normals(seed + 1, 20);
        double[] exact = new Exact().estimate(loss, x, 0).gradient().toArray();
        for (GradientEstimator estimator : new GradientEstimator[] {new Spsa(seed, 400, 0.01), new GaussianSmoothing(seed, 400, 0.01, false)}) {
            Estimate e = estimator.estimate(loss, x, 3);
            double chi = 0;
            for (int i = 0; i < exact.length; i++) {
                double z = (e.gradient().get(i) - exact[i]) / e.standardError().get(i);
                assertTrue(Math.abs(z) < 5.5, estimator + " element " + i + " is " + z + " standard errors off");
                chi += z * z;
            }
            assertTrue(chi > 2 && chi < 70, estimator + ": chi^2 = " + chi + " of 20");
        }
    }

    @Property(tries = 10)
    void differencesMatchTheExactGradient(@ForAll long seed) {
        Function<Tensor, Tensor> loss = x -> x.tanh().exp().sum();
        Tensor x = normals(seed, 7);
        assertArrayEquals(new Exact().estimate(loss, x, 0).gradient().toArray(), new FiniteDifference(1e-4).estimate(loss, x, 0).gradient().toArray(), 1e-7);
    }

    /** At 10^9 + 0.1 the neighbours 10^-6 away are rounded by a tenth of that. */
    @Test
    void differencesAreOverTheDistanceThereIs() {
        Tensor x = Tensor.of(1e9 + 0.1, -3, 0);
        assertArrayEquals(new double[] {1, 1, 1}, new FiniteDifference(1e-6).estimate(y -> y.minus(x).sum(), x, 0).gradient().toArray(), 1e-9);
        String message = assertThrows(IllegalArgumentException.class, () -> new FiniteDifference(1e-8).estimate(Tensor::sum, x, 0)).getMessage();
        assertTrue(message.contains("is lost in parameter 0"), message);
    }

    /** Ten calls compute twenty values on the way to the loss, in the same few arrays. */
    @Test
    void exactEstimatesOfOneLossReuseTheirMemory() {
        Set<Object> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        GradientEstimator.OnArrays estimates = new Exact().onArrays(y -> {
            Tensor t = y.tanh();
            arrays.add(t.doubles());
            Tensor u = t.exp();
            arrays.add(u.doubles());
            return u.sum();
        });
        for (int k = 0; k < 10; k++) {
            estimates.estimate(normals(k, 10_000).toArray(), 0, new double[10_000]);
        }
        assertTrue(arrays.size() < 6, "arrays: " + arrays.size());
    }

    /** Of samples g: sqrt(sum of (g - mean)^2 / (m - 1) / m). */
    @Test
    void theStandardErrorIsThatOfAMean() {
        Function<Tensor, Tensor> loss = x -> x.sum();
        Tensor x = Tensor.of(0.5, -0.25);
        int samples = 8;
        Estimate e = new Spsa(4, samples, 0.125).estimate(loss, x, 0);
        // each sample is (1 + s) in both elements, s the product of its two signs: 0 or 2, with the mean 2 k / m if k of them are 2
        double mean = e.gradient().get(0);
        double k = mean * samples / 2;
        double sum = k * (2 - mean) * (2 - mean) + (samples - k) * mean * mean;
        assertTrue(k > 0.5 && k < samples - 0.5, "choose a seed whose samples differ: " + k);
        assertEquals(Math.sqrt(sum / (samples - 1) / samples), e.standardError().get(0), 1e-12);
        assertTrue(Double.isNaN(new Spsa(4, 1, 0.125).estimate(loss, x, 0).standardError().get(0)), "one sample tells nothing of its error");
    }

    @Test
    void squaredCosineFollowsTheory() {
        int parameters = 60;
        int samples = 20;
        Tensor slope = normals(1, parameters);
        double sum = 0;
        for (int draw = 0; draw < 200; draw++) {
            double[] g = new Spsa(9, samples, 0.1).estimate(x -> slope.times(x).sum(), Tensor.zeros(parameters), draw).gradient().toArray();
            double cosine = Norms.dot(g, slope.toArray()) / Norms.euclidean(g) / Norms.euclidean(slope.toArray());
            sum += cosine * cosine / 200;
        }
        assertEquals(samples / (samples + parameters - 1.0), sum, 0.02);
    }

    @Test
    void countsItsEvaluations() {
        for (GradientEstimator estimator : new GradientEstimator[] {new FiniteDifference(0.1), new Spsa(1, 6, 0.1), new GaussianSmoothing(1, 6, 0.1, true)}) {
            AtomicLong calls = new AtomicLong();
            Estimate e = estimator.estimate(x -> {
                calls.incrementAndGet();
                return x.square().sum();
            }, Tensor.of(1, 2, 3), 0);
            assertEquals(calls.get(), e.evaluations(), estimator.toString());
            assertEquals(calls.get(), estimator.evaluations(3), estimator.toString());
        }
    }

    @Test
    void drawsDifferAndRepeat() {
        Spsa spsa = new Spsa(1, 2, 0.1);
        Function<Tensor, Tensor> loss = x -> x.square().sum();
        Tensor x = normals(4, 30);
        double[] first = spsa.estimate(loss, x, 0).gradient().toArray();
        assertArrayEquals(first, spsa.estimate(loss, x, 0).gradient().toArray());
        double[] second = spsa.estimate(loss, x, 1).gradient().toArray();
        assertTrue(Norms.dot(first, second) < 0.9 * Norms.euclidean(first) * Norms.euclidean(second));
    }

    @Test
    void ranksAreBlindToTheSizeOfLosses() {
        Tensor x = normals(4, 5);
        double[] plain = new GaussianSmoothing(1, 10, 0.1, true).estimate(v -> v.sum(), x, 0).gradient().toArray();
        double[] warped = new GaussianSmoothing(1, 10, 0.1, true).estimate(v -> v.sum().times(3).exp(), x, 0).gradient().toArray();
        assertArrayEquals(plain, warped);
    }
}
