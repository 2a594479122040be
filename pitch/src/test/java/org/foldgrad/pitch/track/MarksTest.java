package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.evaluate.MarkScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MarksTest {
    @ParameterizedTest
    @CsvSource({"100, 0, 0.98, 0.99", "220, 0, 0.98, 0.99", "100, 0.1, 0.95, 0.98", "220, 0.1, 0.95, 0.98"})
    void marksAreAtTheClosures(double hz, double noise, double identified, double withinQuarterMillisecond) {
        Voice voice = Voice.of(2, t -> hz * (1 + 0.1 * Math.sin(2 * Math.PI * t)), noise, 1);
        MarkScore score = MarkScore.of(voice.closures(), PitchTracker.track(voice.audio(), TrackOptions.defaults()).marks());
        assertTrue(score.idr() >= identified && score.within() >= withinQuarterMillisecond, score.toString());
    }

    /** Peaks of the smoothed excitation are not parted there. */
    @ParameterizedTest
    @ValueSource(doubles = {700, 1250, 1900})
    void highTonesHaveAMarkForEachCycle(double hz) {
        double[] x = new double[16_000];
        Random random = new Random(1);
        double phase = 0;
        for (int n = 0; n < x.length; n++) {
            phase += hz * (1 + 0.02 * Math.sin(2 * Math.PI * 5 * n / 16_000.0)) / 16_000;
            x[n] = Math.sin(2 * Math.PI * phase) + 0.3 * Math.sin(4 * Math.PI * phase + 1) + 0.01 * random.nextGaussian();
        }
        double[] marks = PitchTracker.track(new Audio(x, 16_000), TrackOptions.defaults()).marks();
        assertEquals(hz * (marks[marks.length - 1] - marks[0]), marks.length - 1, 0.01 * hz);
        for (int k = 1; k < marks.length; k++) {
            assertEquals(1, hz * (marks[k] - marks[k - 1]), 0.4, "cycles before the mark at " + marks[k] + " s");
        }
    }

    @Test
    void polarityDoesNotMatter() {
        Voice voice = Voice.of(1, t -> 120, 0, 1);
        double[] turned = Arrays.stream(voice.audio().samples()).map(v -> -v).toArray();
        double bias = MarkScore.of(voice.closures(), PitchTracker.track(new Audio(turned, 16000), TrackOptions.defaults()).marks()).bias();
        assertEquals(0, bias, 1, "ms from the closures");
    }

    @Test
    void firstHarmonicIsDemodulated() {
        double[] phi = new double[2000];
        double[] x = new double[2100];
        Arrays.setAll(phi, n -> n / 80.0 + 1e-5 * n * n / 80);
        Arrays.setAll(x, n -> n < 100 ? 0 : Math.cos(2 * Math.PI * (phi[n - 100] + 0.2)) + 0.5 * Math.cos(2 * Math.PI * (3 * phi[n - 100] + 0.4)));
        assertEquals(0.2, new FirstHarmonic(x, phi, 100).lead(10.3), 1e-3);
    }

    @Test
    void harmonicHoldsPeaksThatStray() {
        Random random = new Random(3);
        double[] peak = new double[60];
        double[] harmonic = new double[60];
        for (int j = 0; j < peak.length; j++) {
            double truth = 5 + 0.1 * Math.sin(0.1 * j);
            peak[j] = truth + (j >= 20 && j < 25 ? 0.3 : 0.01 * random.nextGaussian()); // five in a row on another peak
            harmonic[j] = 0.75 - truth + Math.rint(truth); // at phase 0.75 where the excitation is, whatever the whole cycles
        }
        double[] s = new PhaseOrigin(0.75, 0.99).smooth(peak, harmonic);
        for (int j = 0; j < s.length; j++) {
            assertEquals(5 + 0.1 * Math.sin(0.1 * j), s[j], 0.1, "mark " + j);
        }
    }

    @Test
    void peaksAreFollowedWhereTheHarmonicSaysNothing() {
        double[] peak = new double[60];
        double[] harmonic = new double[60];
        Random random = new Random(3);
        for (int j = 0; j < peak.length; j++) {
            peak[j] = 0.1 * Math.sin(0.1 * j);
            harmonic[j] = random.nextDouble() - 0.5;
        }
        double[] s = new PhaseOrigin(0.75, 0.1).smooth(peak, harmonic);
        for (int j = 0; j < s.length; j++) {
            assertEquals(peak[j], s[j], 0.03, "mark " + j);
        }
    }

    @Test
    void originIsTheCircularMean() {
        PhaseOrigin origin = PhaseOrigin.of(new double[] {0.9, 1.1, -0.05, 0.05});
        assertEquals(0, origin.mean(), 1e-12);
        assertEquals((Math.cos(0.2 * Math.PI) + Math.cos(0.1 * Math.PI)) / 2, origin.resultant(), 1e-12);
        assertEquals(0, origin.cost(7), 1e-12);
        assertEquals(2 * origin.resultant() * origin.resultant(), origin.cost(0.5), 1e-12);
    }
}
