package org.foldgrad.pitch.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.foldgrad.pitch.track.Contour;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    private static boolean[] voiced(double[] referenceTimes, double[] times, double... frequency) {
        return Alignment.of(new Contour(referenceTimes, new double[referenceTimes.length]), new Contour(times, frequency)).voiced();
    }

    @Test
    void aFrameIsNotMissedForTheLastBitOfItsTime() {
        double late = 0.1 + 0.2; // by one bit
        assertArrayEquals(new boolean[] {true, false, true}, voiced(new double[] {0, 0.3, 0.4}, new double[] {0, 0.2, late, 0.4}, 100, 100, 0, 100));
    }

    @Test
    void timesThatDifferByOneInAHundredThousandAreTheSame() {
        assertArrayEquals(new boolean[] {true, false, true}, voiced(new double[] {0, 10, 20}, new double[] {0, 10.00005, 20.0001}, 100, 0, 100));
    }

    @Test
    void timesThatDifferByMoreAreNot() {
        assertArrayEquals(new boolean[] {true, true, false}, voiced(new double[] {0, 10, 20}, new double[] {0, 10.0005, 20.001}, 100, 0, 100));
    }
}
