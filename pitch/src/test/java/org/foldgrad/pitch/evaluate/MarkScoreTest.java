package org.foldgrad.pitch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MarkScoreTest {
    private static final double TINY = 1e-9;

    @Test
    void sortsCyclesIntoIdentifiedMissedAndFalseAlarms() {
        double[] reference = {0.100, 0.110, 0.120, 0.130, 0.200};
        // one late, one missed, two in a cycle, one early, the lone one late; one mark in the pause is in no cycle
        double[] estimate = {0.101, 0.118, 0.122, 0.1298, 0.160, 0.2011};
        MarkScore score = MarkScore.of(reference, estimate);
        assertEquals(3 / 5.0, score.idr(), TINY);
        assertEquals(1 / 5.0, score.miss(), TINY);
        assertEquals(1 / 5.0, score.far(), TINY);
        assertEquals(1 / 5.0, score.extra(), TINY);
        assertEquals(1.0, score.bias(), TINY);
        assertEquals(2 / 3.0, score.within(), TINY);
        double mean = (1 - 0.2 + 1.1) / 3;
        assertEquals(Math.sqrt((Math.pow(1 - mean, 2) + Math.pow(-0.2 - mean, 2) + Math.pow(1.1 - mean, 2)) / 3), score.ida(), TINY);
        assertEquals(5, score.cycles());
    }

    @Test
    void aCycleReachesTenMillisecondsWhereNoNeighbourIsWithinTwenty() {
        double[] reference = {0.1, 0.125};
        assertEquals(1, MarkScore.of(reference, new double[] {0.1099, 0.1151}).idr(), TINY);
        assertEquals(1, MarkScore.of(reference, new double[] {0.1101, 0.1149}).miss(), TINY);
    }

    @Test
    void orderAndRepetitionOfMarksDoNotMatter() {
        double[] reference = {0.1, 0.11, 0.12};
        assertEquals(MarkScore.of(reference, new double[] {0.1, 0.12}), MarkScore.of(reference, new double[] {0.12, 0.1, 0.12}));
    }

    @Test
    void noMarksAreMissesAndNoReferenceIsAnError() {
        MarkScore score = MarkScore.of(new double[] {0.1, 0.11}, new double[0]);
        assertEquals(1, score.miss(), TINY);
        assertTrue(Double.isNaN(score.ida()) && Double.isNaN(score.bias()) && Double.isNaN(score.within()));
        assertThrows(IllegalArgumentException.class, () -> MarkScore.of(new double[0], new double[] {0.1}));
    }
}
