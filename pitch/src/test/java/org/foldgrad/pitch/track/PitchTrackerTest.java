package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.foldgrad.pitch.audio.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PitchTrackerTest {
    private static final TrackOptions DEFAULTS = TrackOptions.defaults();

    @ParameterizedTest
    @CsvSource({"8000, 441.7", "11025, 123.4", "16000, 441.7", "16000, 700", "22050, 1100", "44100, 220", "48000, 700", "96000, 55"})
    void steadyTonesHaveNoBias(double rate, double hz) {
        PitchTrack track = PitchTracker.track(Tones.steady(rate, 0.8, hz), DEFAULTS);
        double sum = 0;
        int from = 20;
        int to = track.frames() - 20;
        for (int k = from; k < to; k++) {
            assertEquals(0, cents(track.frequency()[k], hz), 0.5, "frame " + k);
            sum += cents(track.frequency()[k], hz);
        }
        assertEquals(0, sum / (to - from), 0.05);
    }

    @ParameterizedTest
    @CsvSource({"16000, 120", "44100, 440"})
    void vibratoIsStampedWithinAMillisecond(double rate, double hz) {
        double depth = 0.03 * hz;
        double vibrato = 6;
        double turn = 2 * Math.PI * vibrato;
        PitchTrack track = PitchTracker.track(Tones.phased(rate, 1, t -> hz * t - depth / turn * Math.cos(turn * t), 1.1 * hz), DEFAULTS);
        double late = 0;
        double speed = 0;
        for (int k = 20; k < track.frames() - 20; k++) {
            double t = track.time(k);
            double slope = depth * turn * Math.cos(turn * t);
            late += slope * (hz + depth * Math.sin(turn * t) - track.frequency()[k]);
            speed += slope * slope;
        }
        assertEquals(0, late / speed, 1e-3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.001, 30})
    void levelAndSignDoNotMatter(double gain) {
        Audio audio = Tones.phased(16000, 0.5, t -> 150 * t + 3 * Math.sin(7 * t), 200);
        double[] scaled = Arrays.stream(audio.samples()).map(v -> gain * v).toArray();
        PitchTrack one = PitchTracker.track(audio, DEFAULTS);
        PitchTrack other = PitchTracker.track(new Audio(scaled, 16000), DEFAULTS);
        assertArrayEquals(one.frequency(), other.frequency(), 1e-4);
        assertArrayEquals(one.marks(), other.marks(), 1e-7);
    }

    /** A recording that begins and ends in the middle of a tone, with a few harmonics only: nothing but its edges moves the contour. */
    @ParameterizedTest
    @CsvSource({"50, 1", "82, 1", "82, 3"})
    void aToneCutAtTheEdgesIsHeardUpToThem(double hz, int harmonics) {
        double[] x = new double[22050];
        for (int n = 0; n < x.length; n++) {
            for (int h = 1; h <= harmonics; h++) {
                x[n] += 0.1 / h * Math.sin(2 * Math.PI * h * hz * n / 44100 + h);
            }
        }
        PitchTrack track = PitchTracker.track(new Audio(x, 44100), DEFAULTS);
        for (int k = 0; k < track.frames(); k++) {
            assertEquals(0, cents(track.frequency()[k], hz), 8, "time " + track.time(k));
        }
    }

    @Test
    void strongSecondHarmonicIsNotTheFirst() {
        double[] x = new double[8000];
        for (int n = 0; n < x.length; n++) {
            double cycles = 150 * n / 16000.0;
            x[n] = 0.1 * Math.sin(2 * Math.PI * cycles) + 0.5 * Math.sin(4 * Math.PI * cycles) + 0.1 * Math.sin(6 * Math.PI * cycles);
        }
        PitchTrack track = PitchTracker.track(new Audio(x, 16000), DEFAULTS);
        assertEquals(150, track.frequency()[50], 0.1);
    }

    @Test
    void digitalSilenceBetweenTonesDoesNotHarmThem() {
        double[] x = Tones.steady(16000, 1, 220).samples();
        Arrays.fill(x, 6000, 8000, 0);
        PitchTrack track = PitchTracker.track(new Audio(x, 16000), DEFAULTS);
        assertEquals(220, track.frequency()[40], 0.01);
        assertEquals(220, track.frequency()[160], 0.01);
        assertEquals(0, track.frequency()[87]);
    }

    @Test
    void aToneInLongSilenceIsAllThereIs() {
        double[] x = new double[25 * 16000];
        System.arraycopy(Tones.steady(16000, 0.5, 110).samples(), 0, x, 12 * 16000, 8000);
        PitchTrack track = PitchTracker.track(new Audio(x, 16000), DEFAULTS);
        for (int k = 0; k < track.frames(); k++) {
            if (track.frequency()[k] > 0) {
                assertTrue(track.time(k) > 11.99 && track.time(k) < 12.51, "voiced at " + track.time(k) + " s");
                assertEquals(0, cents(track.frequency()[k], 110), 50, "time " + track.time(k));
            }
        }
        assertEquals(110, track.frequency()[2450], 0.01);
    }

    @ParameterizedTest
    @ValueSource(doubles = {41.2, 49})
    void aDeepToneThatFillsItsRecordingIsHeard(double hz) {
        PitchTrack track = PitchTracker.track(Tones.steady(44100, 3, hz), DEFAULTS);
        assertEquals(0, cents(track.frequency()[300], hz), 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2250, 2400})
    void whatLiesAboveFmaxIsNotTold(double hz) {
        PitchTrack track = PitchTracker.track(Tones.steady(16000, 1, hz), DEFAULTS);
        assertTrue(Arrays.stream(track.frequency()).allMatch(f -> f < 1.03 * 2100), "a tone of " + hz + " Hz");
    }

    @Test
    void theHighestFmaxStillFindsAVoice() {
        PitchTrack track = PitchTracker.track(Tones.steady(44100, 1, 220), DEFAULTS.withFmax(4500));
        assertEquals(220, track.frequency()[100], 0.01);
    }

    /** Notes whose period falls between two samples, with harmonics strong enough to make the fold's peaks narrow. */
    @ParameterizedTest
    @ValueSource(doubles = {1108.7, 1174.7, 1396.9, 1864.7, 2093})
    void highNotesAreNotTakenForLowOnes(double hz) {
        double[] x = new double[22050];
        for (int n = 0; n < x.length; n++) {
            double cycles = hz * n / 44100;
            x[n] = 0.03 * Math.sin(2 * Math.PI * cycles) + 0.05 * Math.sin(4 * Math.PI * cycles + 1) + 0.1 * Math.sin(6 * Math.PI * cycles + 4)
                + 0.08 * Math.sin(8 * Math.PI * cycles + 9);
        }
        PitchTrack track = PitchTracker.track(new Audio(x, 44100), DEFAULTS);
        for (int k = 10; k < 90; k++) {
            assertEquals(0, cents(track.frequency()[k], hz), 5, "time " + track.time(k));
        }
    }

    /** Notes of a fifth of a second, more than an octave apart: twice the period of the high ones is nearer to that of the low ones. */
    @ParameterizedTest
    @ValueSource(doubles = {16 / 12.0, 19 / 12.0, 2})
    void leapsBetweenShortNotesAreFollowed(double octaves) {
        double[] x = new double[2 * 44100];
        double cycles = 0;
        for (int n = 0; n < x.length; n++) {
            cycles += note(n / 44100.0, octaves) / 44100;
            double within = n % 8820 / 8820.0;
            for (int h = 1; h <= 6; h++) {
                x[n] += 0.1 / h * Math.min(1, 20 * Math.min(within, 1 - within)) * Math.sin(2 * Math.PI * h * cycles + h);
            }
        }
        PitchTrack track = PitchTracker.track(new Audio(x, 44100), DEFAULTS);
        int right = 0;
        for (int k = 0; k < track.frames() - 1; k++) {
            right += Math.abs(cents(track.frequency()[k], note(track.time(k), octaves))) < 50 ? 1 : 0;
        }
        assertTrue(right > 0.9 * track.frames(), right + " of " + track.frames() + " frames right");
    }

    /** 300 Hz, and every second fifth of a second so many octaves higher. */
    private static double note(double seconds, double octaves) {
        return 300 * Math.pow(2, (int) (5 * seconds) % 2 * octaves);
    }

    /** Noise in a band of half a kilohertz about 4.2 kHz. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSibilantIsNoVoice(long seed) {
        Random random = new Random(seed);
        double[] x = new double[32000];
        double low = 0;
        for (int n = 0; n < x.length; n++) {
            low += 0.1 * (random.nextGaussian() - low);
            x[n] = 0.3 * low * Math.cos(2 * Math.PI * 4200 * n / 16000);
        }
        PitchTrack track = PitchTracker.track(new Audio(x, 16000), DEFAULTS);
        double voiced = Arrays.stream(track.frequency()).filter(f -> f > 0).count() / (double) track.frames();
        assertTrue(voiced < 0.1, "seed " + seed + ": " + voiced + " of the frames are voiced");
    }

    @Test
    void stepsOfAConstantAreNoVoice() {
        Random random = new Random(3);
        double[] x = new double[(int) (4 * Signal.RATE)];
        double level = 0;
        for (int n = 0; n < x.length; n++) {
            level = n % (int) (0.1 * Signal.RATE) == 0 ? random.nextDouble() - 0.5 : level;
            x[n] = level + 1e-4 * random.nextGaussian();
        }
        PitchTrack track = PitchTracker.track(new Audio(x, Signal.RATE), TrackOptions.defaults());
        long voiced = Arrays.stream(track.frequency()).filter(f -> f > 0).count();
        assertTrue(voiced < 0.01 * track.frames(), voiced + " of " + track.frames() + " frames voiced");
    }

    @Test
    void aConstantIsNoVoice() {
        double[] x = new double[16000];
        Arrays.fill(x, 0.3);
        assertTrue(Arrays.stream(PitchTracker.track(new Audio(x, 16000), DEFAULTS).frequency()).allMatch(f -> f == 0));
    }

    @Test
    void aDropoutTakesNoMarksButItsOwn() {
        double[] x = Tones.steady(44100, 1, 1200).samples();
        Arrays.fill(x, 2000, 2100, 0);
        int marks = PitchTracker.track(new Audio(x, 44100), DEFAULTS).marks().length;
        assertTrue(marks > 1100, marks + " marks in 1200 cycles");
    }

    @Test
    void marksAreOneCycleApart() {
        PitchTrack track = PitchTracker.track(Tones.steady(16000, 0.5, 160), DEFAULTS);
        double[] marks = track.marks();
        assertTrue(marks.length >= 70 && marks.length <= 81, marks.length + " marks in 80 cycles");
        for (int j = 2; j < marks.length - 1; j++) {
            assertEquals(1 / 160.0, marks[j] - marks[j - 1], 2e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.01, 0.0999, 1.0, 1.2345})
    void hasOneFramePerHopAndOneAtZero(double seconds) {
        Audio audio = Tones.steady(16000, seconds, 220);
        PitchTrack track = PitchTracker.track(audio, DEFAULTS);
        assertEquals((int) Math.floor(audio.samples().length / 80.0) + 1, track.frames());
        assertEquals(track.frames(), track.confidence().length);
    }

    @Test
    void hopOnlySetsWhereTheContourIsRead() {
        Audio audio = Tones.phased(16000, 0.5, t -> 150 * t + 3 * Math.sin(7 * t), 200);
        PitchTrack coarse = PitchTracker.track(audio, DEFAULTS.withHop(0.02));
        PitchTrack fine = PitchTracker.track(audio, DEFAULTS.withHop(0.002));
        for (int k = 0; k < coarse.frames(); k++) {
            assertEquals(fine.frequency()[10 * k], coarse.frequency()[k], 1e-9);
        }
    }

    @Test
    void silenceAndTooLittleSoundAreUnvoiced() {
        for (Audio audio : new Audio[] {new Audio(new double[16000], 16000), new Audio(new double[0], 16000), Tones.steady(16000, 0.01, 220)}) {
            PitchTrack track = PitchTracker.track(audio, DEFAULTS);
            assertTrue(Arrays.stream(track.frequency()).allMatch(f -> f == 0));
            assertTrue(Arrays.stream(track.confidence()).allMatch(c -> c < 0.5));
            assertEquals(0, track.marks().length);
        }
    }

    @Test
    void refusesNaN() {
        double[] x = new double[100];
        x[42] = Double.NaN;
        var e = assertThrows(IllegalArgumentException.class, () -> PitchTracker.track(new Audio(x, 8000), DEFAULTS));
        assertTrue(e.getMessage().contains("sample 42"), e.getMessage());
    }

    @Test
    void refusesFmaxAboveNyquist() {
        var e = assertThrows(IllegalArgumentException.class,
            () -> PitchTracker.track(new Audio(new double[100], 2000), DEFAULTS));
        assertTrue(e.getMessage().contains("fmax"), e.getMessage());
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withFmin(3000));
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withFmin(0));
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withFmax(4501));
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withHop(Double.NaN));
    }

    private static double cents(double f, double truth) {
        return 1200 * Math.log(f / truth) / Math.log(2);
    }
}
