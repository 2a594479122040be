package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ConfidenceTest {
    @Test
    void everyReasonForDoubtLowersIt() {
        double sure = Confidence.of(6, 2, 0);
        assertTrue(Confidence.of(3, 2, 0) < sure, "less of a voice");
        assertTrue(Confidence.of(6, 20, 0) < sure, "a longer bar");
        assertTrue(Confidence.of(6, 2, 1) < sure, "a room");
        assertEquals(Confidence.of(8, 2, 0), Confidence.of(30, 2, 0), "log odds beyond 8 say no more");
    }
}
