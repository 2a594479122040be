package org.foldgrad.pitch.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.foldgrad.pitch.track.Contour;
import org.junit.jupiter.api.Test;

/** Expected values are worked out by hand from the definitions. */
class ContourScoreTest {
    private static final double TINY = 1e-9;

    private static double sharp(double hz, double cents) {
        return hz * Math.pow(2, cents / 1200);
    }

    private static Contour every10ms(double... hz) {
        double[] times = new double[hz.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * 0.01;
        }
        return new Contour(times, hz);
    }

    @Test
    void countsEachKindOfFrame() {
        Contour reference = every10ms(100, 100, 100, 100, 100, 100, 0, 0, 0, 0);
        Contour estimate = every10ms(sharp(100, 5), sharp(100, -20), sharp(100, 40), sharp(100, 1210), 0, -100, 0, 0, 300, -300);
        ContourScore score = ContourScore.of(reference, estimate);
        assertEquals(4 / 6.0, score.rpa50(), TINY);
        assertEquals(3 / 6.0, score.rpa25(), TINY);
        assertEquals(2 / 6.0, score.rpa10(), TINY);
        assertEquals(5 / 6.0, score.rca(), TINY);
        assertEquals(4 / 6.0, score.vr(), TINY);
        assertEquals(1 / 4.0, score.vfa(), TINY);
        assertEquals((3 + 3) / 10.0, score.oa(), TINY);
        assertEquals((20 + 40) / 2.0, score.median(), TINY);
        assertEquals((5 + 40) / 2.0, score.bias(), TINY);
        assertEquals(1 / 4.0, score.gpe20(), TINY);
        double mean = (5 - 20 + 40) / 3.0;
        assertEquals(Math.sqrt((Math.pow(5 - mean, 2) + Math.pow(-20 - mean, 2) + Math.pow(40 - mean, 2)) / 3), score.fpe(), TINY);
        assertEquals((2 + 1 + 1) / 10.0, score.ffe(), TINY);
        assertEquals(10, score.frames());
        assertEquals(6, score.voiced());
        assertEquals(4, score.unvoiced());
    }

    @Test
    void toleranceIsStrictAndAppliesToChromaAndOverallAccuracy() {
        Contour reference = every10ms(100, 100, 0);
        Contour estimate = every10ms(sharp(100, 15), sharp(100, 1215), 0);
        assertEquals(1 / 3.0, ContourScore.of(reference, estimate, 14.9).oa(), TINY);
        assertEquals(0, ContourScore.of(reference, estimate, 14.9).rca(), TINY);
        assertEquals(2 / 3.0, ContourScore.of(reference, estimate, 15.1).oa(), TINY);
        assertEquals(1, ContourScore.of(reference, estimate, 15.1).rca(), TINY);
        assertArrayEquals(new double[] {0, 0.5, 1}, ContourScore.rawPitchAccuracy(reference, estimate, 10, 100, 1300), TINY);
        assertThrows(IllegalArgumentException.class, () -> ContourScore.of(reference, estimate, 0));
    }

    @Test
    void interpolatesAnEstimateOnOtherTimesInCents() {
        Contour reference = every10ms(100, sharp(100, 600), sharp(100, 1200));
        Contour estimate = new Contour(new double[] {0, 0.02}, new double[] {100, 200});
        assertEquals(1, ContourScore.of(reference, estimate).rpa10(), TINY);
    }

    @Test
    void holdsTheVoicingOfTheFrameBefore() {
        Contour reference = every10ms(100, 100, 0, 0);
        Contour estimate = new Contour(new double[] {0, 0.019, 0.03}, new double[] {100, 0, 0});
        ContourScore score = ContourScore.of(reference, estimate);
        assertEquals(1, score.vr(), TINY);
        assertEquals(0, score.vfa(), TINY);
        assertEquals(1, score.oa(), TINY, "zeros take the value before them, so nothing is interpolated towards 0");
    }

    @Test
    void holdsAnEstimateThatEndsEarlyUpToTheLastFrame() {
        Contour reference = every10ms(100, 100, 100, 100);
        ContourScore score = ContourScore.of(reference, new Contour(new double[] {0, 0.01}, new double[] {100, 100}));
        assertEquals(3 / 4.0, score.vr(), TINY);
        assertEquals(3 / 4.0, score.rpa50(), TINY);
    }

    @Test
    void putsAFrameAtZeroBeforeAContourThatStartsLater() {
        Contour reference = new Contour(new double[] {0.01, 0.02}, new double[] {100, 0});
        ContourScore score = ContourScore.of(reference, reference);
        assertEquals(3, score.frames());
        assertEquals(2, score.voiced());
        assertEquals(1, score.oa(), TINY);
    }

    @Test
    void takesNanForUnvoiced() {
        ContourScore score = ContourScore.of(every10ms(100, Double.NaN), every10ms(Double.NaN, Double.NaN));
        assertEquals(1, score.voiced());
        assertEquals(0, score.vr(), TINY);
        assertEquals(1 / 2.0, score.oa(), TINY);
    }

    @Test
    void anEmptyEstimateIsUnvoicedThroughout() {
        ContourScore score = ContourScore.of(every10ms(100, 0), Contour.EMPTY);
        assertEquals(0, score.vr(), TINY);
        assertEquals(1 / 2.0, score.oa(), TINY);
        assertTrue(Double.isNaN(score.median()) && Double.isNaN(score.gpe20()) && Double.isNaN(score.fpe()));
        assertThrows(IllegalArgumentException.class, () -> ContourScore.of(Contour.EMPTY, every10ms(100)));
    }

    @Test
    void nothingVoicedMeansFullRecallAndNoAccuracy() {
        ContourScore score = ContourScore.of(every10ms(0, 0), every10ms(0, 100));
        assertEquals(1, score.vr(), TINY);
        assertEquals(0, score.rpa50(), TINY);
        assertEquals(1 / 2.0, score.vfa(), TINY);
    }
}
