package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class GlidesTest {
    private static final int KNOTS = 41;
    private static final int MIDDLE = KNOTS / 2;

    /** Two harmonics, the second 14 dB stronger, 350 Hz in the middle of 0.2 s and so many octaves a second. */
    private static Lattice tone(double glide, double[] x) {
        double cycles = 0;
        for (int n = 0; n < x.length; n++) {
            cycles += hertz(glide, n) / Signal.RATE;
            x[n] = Math.sin(2 * Math.PI * cycles) + 5 * Math.sin(4 * Math.PI * cycles + 1);
        }
        return new Lattice(x, Signal.RATE / 2100, Signal.RATE / 100, 1e-5);
    }

    private static double hertz(double glide, int sample) {
        return 350 * Math.pow(2, glide * (sample - MIDDLE * Signal.STEP) / Signal.RATE);
    }

    /** At each knot the candidate nearest to so many times the period. */
    private static int[] path(Candidates candidates, double glide, double times) {
        int[] path = new int[candidates.lag().length];
        for (int k = 0; k < path.length; k++) {
            double lag = times * Signal.RATE / hertz(glide, k * Signal.STEP);
            double[] lags = candidates.lag()[k];
            for (int i = 1; i < lags.length; i++) {
                path[k] = Math.abs(lags[i] - lag) < Math.abs(lags[path[k]] - lag) ? i : path[k];
            }
        }
        return path;
    }

    @Test
    void aGlideIsToldFromItsSecondHarmonicThoughThePathIsInTheWrongOctave() {
        for (double glide : new double[] {-10, 10}) {
            double[] x = new double[KNOTS * Signal.STEP];
            Lattice lattice = tone(glide, x);
            Candidates read = Candidates.of(lattice, Range.ANY);
            int[] period = path(read, glide, 1);
            int[] half = path(read, glide, 0.5);
            Candidates again = new Glides(x, lattice).without(read, half);
            for (int k = MIDDLE - 3; k <= MIDDLE + 3; k++) {
                double before = read.strength()[k][period[k]];
                double after = again.strength()[k][period[k]];
                String where = glide + " octaves a second, knot " + k + ": " + before + ", then " + after;
                assertTrue(before < read.strength()[k][half[k]], where);
                assertTrue(after > 0.95 && after > again.strength()[k][half[k]] + 0.05, where);
                assertTrue(again.cost()[k][period[k]] < again.cost()[k][half[k]], where);
            }
        }
    }

    @Test
    void aSteadyToneIsNotReadAgain() {
        double[] x = new double[KNOTS * Signal.STEP];
        Lattice lattice = tone(0, x);
        Candidates read = Candidates.of(lattice, Range.ANY);
        Candidates again = new Glides(x, lattice).without(read, path(read, 0, 1));
        int[] unvoiced = new int[KNOTS];
        Arrays.fill(unvoiced, -1);
        Candidates nothing = new Glides(x, lattice).without(read, unvoiced);
        for (int k = 0; k < KNOTS; k++) {
            assertArrayEquals(read.strength()[k], again.strength()[k]);
            assertArrayEquals(read.cost()[k], nothing.cost()[k]);
        }
    }
}
