package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorBarsTest {
    @Test
    void everyReasonForDoubtLengthensTheBar() {
        double bar = bar(1e-6, 1e-4, 1e-3);
        assertEquals(Math.pow(10, 0.4), bar(1e-5, 1e-4, 1e-3) / bar, 1e-9, "ten times the variance");
        assertEquals(Math.pow(10, 0.6), bar(1e-6, 1e-3, 1e-3) / bar, 1e-9, "views ten times as far apart");
        assertEquals(Math.pow(10, 0.4), bar(1e-6, 1e-4, 1e-2) / bar, 1e-2, "ten times as far from the lattice's path");
    }

    private static double bar(double variance, double pull, double moved) {
        double[] variances = new double[40];
        double[][] pulls = new double[2][40];
        double[] moves = new double[40];
        Arrays.fill(variances, variance);
        Arrays.fill(pulls[0], pull);
        Arrays.fill(pulls[1], -pull);
        Arrays.fill(moves, moved);
        return new ErrorBars(variances, pulls, moves).cents(20);
    }

    @Test
    void doubtReachesFiveKnots() {
        double[] variances = new double[40];
        double[][] pulls = new double[2][40];
        Arrays.fill(variances, 1e-6);
        Arrays.setAll(pulls[0], p -> p < 20 ? 1e-4 : 1e-3);
        Arrays.setAll(pulls[1], p -> -pulls[0][p]);
        ErrorBars bars = new ErrorBars(variances, pulls, new double[40]);
        assertEquals(bars.cents(5), bars.cents(14), 1e-9);
        assertTrue(bars.cents(15) > 1.1 * bars.cents(14));
    }

    /** On voices that nothing was fitted to, at each level of noise. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1})
    void holdsTheErrors(double noise) {
        int one = 0;
        int two = 0;
        int all = 0;
        for (double hz : new double[] {90, 130, 190, 280}) {
            Voice voice = Voice.of(2, t -> hz * (1 + 0.1 * Math.sin(2 * Math.PI * t)), noise, 5);
            PitchTrack track = PitchTracker.track(voice.audio(), TrackOptions.defaults());
            for (int k = 30; k < track.frames() - 30; k++) {
                if (track.frequency()[k] > 0) {
                    double truth = hz * (1 + 0.1 * Math.sin(2 * Math.PI * track.time(k)));
                    double z = Math.abs(1200 * Math.log(track.frequency()[k] / truth) / Math.log(2)) / track.errorCents()[k];
                    one += z <= 1 ? 1 : 0;
                    two += z <= 2 ? 1 : 0;
                    all++;
                }
            }
        }
        assertEquals(0.7, (double) one / all, 0.2, "within one");
        assertEquals(0.95, (double) two / all, 0.1, "within two");
    }
}
