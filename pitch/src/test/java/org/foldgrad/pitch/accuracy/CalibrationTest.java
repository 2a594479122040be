package org.foldgrad.pitch.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.foldgrad.pitch.track.Contour;
import org.foldgrad.pitch.track.PitchTrack;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final double TINY = 1e-9;
    private static final int FRAMES = 100;

    /** Errors of -50, -49, ... 49 cents, an error bar of 10 cents; the last ten frames are unvoiced in the reference. */
    private static Calibration calibration(double confidence) {
        double[] times = new double[FRAMES];
        double[] truth = new double[FRAMES];
        double[] found = new double[FRAMES];
        Arrays.setAll(times, k -> k * 0.005);
        Arrays.setAll(truth, k -> k < 90 ? 100 : 0);
        Arrays.setAll(found, k -> 100 * Math.pow(2, (k - 50) / 1200.0));
        double[] constant = new double[FRAMES];
        Arrays.fill(constant, confidence);
        double[] bars = new double[FRAMES];
        Arrays.fill(bars, 10.5);
        PitchTrack track = new PitchTrack(0.005, found, new double[FRAMES], found, constant, bars, new double[FRAMES], new double[0]);
        return new Calibration(List.of(new TrackedClip("clip", "public", "odd", Path.of("clip.wav"), new Contour(times, truth), new double[0], track)));
    }

    @Test
    void reliabilityIsTheShareOfRightFrames() {
        Calibration.Bin bin = calibration(0.75).reliability(10).getFirst();
        assertEquals(0.75, bin.confidence(), TINY);
        assertEquals(0.89, bin.right(), TINY, "90 frames are voiced, one of them 50 cents off");
        assertEquals(1, bin.share(), TINY);
        assertEquals(0.14, calibration(0.75).calibrationError(10), TINY);
        assertEquals(1, calibration(1).reliability(10).size(), "full confidence is in the last bin");
    }

    @Test
    void coverageCountsFramesVoicedInBoth() {
        assertEquals(21 / 90.0, calibration(1).coverage(1), TINY);
        assertEquals(43 / 90.0, calibration(1).coverage(2.05), TINY);
    }

    @Test
    void normalIsTheErrorFunction() {
        assertEquals(0, Calibration.normal(0), TINY);
        assertEquals(0.6826894921370859, Calibration.normal(1), TINY);
        assertEquals(0.9973002039367398, Calibration.normal(3), TINY);
    }
}
