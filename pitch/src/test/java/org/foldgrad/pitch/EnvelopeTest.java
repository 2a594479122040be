package org.foldgrad.pitch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.Verdict;
import org.foldgrad.autodiff.gather.Interpolation;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final double[] THETA = {6, 7, 6.5, 6.2, 6.8};

    @Test
    void readsPeriodsOrTheirLogarithmsBetweenKnots() {
        Envelope linear = Envelope.of(THETA, 100);
        Tensor middle = Tensor.of(50, 0, 1e6);
        assertArrayEquals(new double[] {96, 64, Math.pow(2, 6.8)}, linear.period(middle).toArray(), 1e-12);
        Envelope glide = linear.with(Interpolation.linear(), Envelope.Domain.LOG_PERIOD);
        assertEquals(Math.pow(2, 6.5), glide.period(middle).get(0), 1e-12);
        Envelope cubic = linear.with(Interpolation.bSpline(), Envelope.Domain.LOG_PERIOD);
        assertEquals(Math.pow(2, 6.5), cubic.period(Tensor.of(200)).get(0), 1e-12, "passes through its knots");
    }

    @Test
    void resamplingOnItsOwnKnotsChangesNothing() {
        for (Envelope.Domain domain : Envelope.Domain.values()) {
            Envelope e = Envelope.of(THETA, 100).with(Interpolation.catmullRom(), domain);
            assertArrayEquals(THETA, e.resampled(5, 100).theta().toArray(), 1e-14);
            assertEquals(e.period(Tensor.of(150)).get(0), e.resampled(9, 50).period(Tensor.of(150)).get(0), 1e-12);
        }
    }

    @Test
    void convertsToHertzAndCents() {
        Envelope e = Envelope.ofHertz(new double[] {220, 440}, 80, 16000);
        assertArrayEquals(new double[] {220, 440}, e.hertz(16000), 1e-10);
        assertArrayEquals(new double[] {0, 1200}, e.cents(220, 16000), 1e-9);
    }

    @Test
    void gradientsFlowToKnotsAndPositions() {
        for (Envelope.Domain domain : Envelope.Domain.values()) {
            GradientCheck<Tensor> toKnots = GradientCheck.of((Tensor t) ->
                new Envelope(t, 100, Interpolation.bSpline(), domain).period(Tensor.of(33, 250, 377)).sum());
            assertEquals(Verdict.CORRECT, toKnots.at(Tensor.of(THETA)).verdict());
            Envelope e = Envelope.of(THETA, 100).with(Interpolation.bSpline(), domain);
            assertEquals(Verdict.CORRECT, GradientCheck.of((Tensor t) -> e.period(t).sum()).at(Tensor.of(33, 250, 377)).verdict());
        }
    }

    @Test
    void refusesWhatIsNoEnvelope() {
        assertTrue(refusal(new double[] {6}, 10).contains("at least 2 knots"));
        assertTrue(refusal(new double[] {6, Double.NaN}, 10).contains("knot 1"));
        assertTrue(refusal(new double[] {6, Double.POSITIVE_INFINITY}, 10).contains("knot 1"));
        assertTrue(refusal(new double[] {0.9, 6}, 10).contains("knot 0"));
        assertTrue(refusal(new double[] {6, 6}, 0).contains("spacing"));
        assertThrows(IllegalArgumentException.class, () -> Envelope.ofHertz(new double[] {220, 0}, 80, 16000));
    }

    private static String refusal(double[] theta, double spacing) {
        return assertThrows(IllegalArgumentException.class, () -> Envelope.of(theta, spacing)).getMessage();
    }
}
