package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.foldgrad.pitch.audio.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorBarsTest {
    private static final int KNOTS = 40;

    @Test
    void everyReasonForDoubtLengthensTheBar() {
        double bar = bar(1e-6, 1e-4, 1e-2, 1e-4, 1, 1);
        assertEquals(Math.pow(10, 0.5), bar(1e-5, 1e-4, 1e-2, 1e-4, 1, 1) / bar, 1e-9, "ten times the variance");
        assertEquals(Math.pow(10, 0.5), bar(1e-6, 1e-3, 1e-2, 1e-4, 1, 1) / bar, 1e-9, "views ten times as far apart");
        assertEquals(Math.pow(10, 0.2), bar(1e-6, 1e-4, 1e-1, 1e-4, 1, 1) / bar, 1e-2, "ten times as far from the lattice's path");
        assertEquals(Math.pow(10, 0.2), bar(1e-6, 1e-4, 1e-2, 1e-3, 1, 1) / bar, 1e-2, "ten times as rough");
    }

    @Test
    void driftLengthensTheBarAsFarAsSoundRings() {
        double bar = bar(1e-6, 1e-4, 1e-2, 1e-4, 1, 1);
        assertEquals(3, bar(1e-6, 1e-4, 1e-2, 1e-4, 3, 1) / bar, 1e-9);
        assertEquals(Math.sqrt(3), bar(1e-6, 1e-4, 1e-2, 1e-4, 3, 0.5) / bar, 1e-9);
        assertEquals(1, bar(1e-6, 1e-4, 1e-2, 1e-4, 3, 0) / bar, 1e-9);
    }

    private static double bar(double variance, double pull, double moved, double rough, double drift, double ringing) {
        double[] theta = new double[KNOTS];
        double[] start = new double[KNOTS];
        Arrays.setAll(theta, p -> p % 2 == 0 ? rough : 0);
        Arrays.setAll(start, p -> theta[p] - moved);
        return new ErrorBars(filled(variance), new double[][] {filled(pull), filled(-pull)}, start, theta, filled(drift), ringing).cents(20);
    }

    private static double[] filled(double value) {
        double[] filled = new double[KNOTS];
        Arrays.fill(filled, value);
        return filled;
    }

    @Test
    void doubtReachesFiveKnots() {
        double[] pull = new double[KNOTS];
        Arrays.setAll(pull, p -> p < 20 ? 1e-4 : 1e-3);
        ErrorBars bars = new ErrorBars(filled(1e-6), new double[][] {pull, pull}, filled(0), filled(0), filled(1), 0);
        assertEquals(bars.cents(5), bars.cents(14), 1e-9);
        assertTrue(bars.cents(15) > 1.1 * bars.cents(14));
    }

    /** On tones that glide, 0.45 s long and 0.15 s apart. Without regard to what drifts in a room one bar holds 36 % and two hold 69 %. */
    @Test
    void holdsTheErrorsInRooms() {
        int one = 0;
        int two = 0;
        int all = 0;
        for (double reverberation : new double[] {0.3, 0.5, 0.9}) {
            for (double middle : new double[] {110, 160, 230, 330}) {
                DoubleUnaryOperator hz = t -> middle * Math.pow(2, 0.25 * Math.sin(Math.PI * t));
                PitchTrack track = PitchTracker.track(new Audio(Room.around(notes(hz), reverberation, 6), Signal.RATE), TrackOptions.defaults());
                for (int k = 0; k < track.frames(); k++) {
                    double t = track.time(k);
                    if (track.frequency()[k] > 0 && t % 0.6 < 0.45) {
                        double z = Math.abs(1200 * Math.log(track.frequency()[k] / hz.applyAsDouble(t)) / Math.log(2)) / track.errorCents()[k];
                        one += z <= 1 ? 1 : 0;
                        two += z <= 2 ? 1 : 0;
                        all++;
                    }
                }
            }
        }
        assertEquals(0.68, (double) one / all, 0.1, "within one");
        assertEquals(0.95, (double) two / all, 0.05, "within two");
    }

    private static double[] notes(DoubleUnaryOperator hz) {
        double[] x = new double[(int) (3 * Signal.RATE)];
        double phase = 0;
        for (int n = 0; n < x.length; n++) {
            double t = n / Signal.RATE;
            phase += hz.applyAsDouble(t) / Signal.RATE;
            double since = t % 0.6;
            double level = Math.clamp(Math.min(since, 0.45 - since) / 0.01, 0, 1);
            for (int h = 1; h * hz.applyAsDouble(t) < 4000; h++) {
                x[n] += level * Math.sin(2 * Math.PI * h * phase) / h;
            }
        }
        return x;
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
