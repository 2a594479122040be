package org.foldgrad.pitch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.foldgrad.pitch.track.Contour;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    /** 100 Hz at the start, an octave higher each second, unvoiced from 2 s to 3 s, then again; a frame each half second. */
    private static Contour rise() {
        double[] times = new double[9];
        double[] f0 = new double[9];
        Arrays.setAll(times, k -> k * 0.5);
        Arrays.setAll(f0, k -> (k >= 4 && k < 6 ? -1 : 1) * 100 * Math.pow(2, times[k]));
        return new Contour(times, f0);
    }

    @Test
    void aRiseOfAnOctaveASecondIsTwelveSemitones() {
        Description first = Description.of(rise(), 0, 2);
        assertEquals(1, first.voiced());
        assertEquals(12, first.slope(), 1e-12);
        assertEquals(100, first.low(), 1e-12);
        assertEquals(100 * Math.pow(2, 1.5), first.high(), 1e-12);
        assertEquals((100 * Math.sqrt(2) + 200) / 2, first.median(), 1e-12);
        assertEquals((100 + 100 * Math.sqrt(2) + 200 + 200 * Math.sqrt(2)) / 4, first.mean(), 1e-12);
        assertEquals(Math.sqrt((9 * 9 + 3 * 3) / 2.0), first.deviation(), 1e-12); // 0, 6, 12 and 18 semitones
        Description all = Description.of(rise());
        assertEquals(7 / 9.0, all.voiced(), 1e-12);
        assertEquals(12, all.slope(), 1e-12);
        assertEquals(1600, all.high(), 1e-9);
    }

    @Test
    void whereNothingIsVoicedThereIsNothingToSay() {
        Description silent = Description.of(rise(), 2, 3);
        assertEquals(0, silent.voiced());
        assertTrue(Double.isNaN(silent.median()) && Double.isNaN(silent.low()) && Double.isNaN(silent.slope()));
        assertTrue(Double.isNaN(Description.of(rise(), 0.1, 0.2).voiced()));
        assertTrue(Double.isNaN(Description.of(rise(), 0, 0.1).slope()));
    }
}
