package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorBarsTest {
    @Test
    void disagreementOfTheViewsLengthensTheBar() {
        double[] variance = new double[40];
        Arrays.fill(variance, 1e-6);
        double[][] pulls = new double[2][40];
        Arrays.setAll(pulls[0], p -> p < 20 ? 1e-4 : 1e-3);
        Arrays.setAll(pulls[1], p -> -pulls[0][p]);
        ErrorBars bars = new ErrorBars(variance, pulls);
        assertEquals(Math.pow(10, 0.8), bars.cents(35, 0) / bars.cents(5, 0), 1e-9);
        assertEquals(bars.cents(5, 0), bars.cents(10, 0), 1e-12, "knots that far do not see the change");
        assertTrue(bars.cents(5, 0.5) > bars.cents(5, 0));
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
