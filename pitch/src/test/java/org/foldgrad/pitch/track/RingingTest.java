package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.foldgrad.pitch.audio.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RingingTest {
    /** Tones of 0.3 s, and 0.3 s after each. */
    private static final double HALF = 0.3;

    @Test
    void whatStopsWithItsSourceDoesNotRing() {
        assertEquals(0, Ringing.of(tones(after -> Math.exp(-after / 0.005))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.35, 0.4})
    void whatFallsBy60dBInARoomsTimeRings(double reverberation) {
        assertEquals(1, Ringing.of(tones(after -> Math.pow(10, -3 * after / reverberation))));
    }

    @Test
    void aShorterRoomRingsLess() {
        double half = Ringing.of(tones(after -> Math.pow(10, -3 * after / 0.18)));
        assertTrue(half > 0.3 && half < 0.7, "ringing " + half);
    }

    @Test
    void whatNeverEndsDoesNotRing() {
        assertEquals(0, Ringing.of(tones(after -> 1)));
    }

    @Test
    void silenceDoesNotRing() {
        assertEquals(0, Ringing.of(new double[16000]));
        assertEquals(0, Ringing.of(new double[1]));
    }

    /** Were the fundamental trusted in a room as it is in the open, it would be 43 %. */
    @Test
    void aVoiceInARoomIsFollowed() {
        DoubleUnaryOperator hz = t -> 160 * Math.pow(2, 0.4 * Math.sin(2 * Math.PI * 0.8 * t));
        double[] dry = Voice.of(4, hz, 0, 5).audio().samples();
        PitchTrack track = PitchTracker.track(new Audio(Room.around(dry, 0.4, 6), Signal.RATE), TrackOptions.defaults());
        int near = 0;
        int frames = 0;
        for (int i = 40; i < track.frames() - 40; i++) {
            frames++;
            near += Math.abs(1200 / Math.log(2) * Math.log(track.frequency()[i] / hz.applyAsDouble(track.time(i)))) < 10 ? 1 : 0;
        }
        assertTrue(near > 0.55 * frames, near + " of " + frames + " frames within 10 cents");
    }

    private static double[] tones(DoubleUnaryOperator decay) {
        double[] x = new double[(int) (3 * Signal.RATE)];
        Arrays.setAll(x, n -> {
            double t = n / Signal.RATE;
            double within = t % (2 * HALF);
            double level = within < HALF ? 1 : decay.applyAsDouble(within - HALF);
            return level * Math.sin(2 * Math.PI * 150 * t);
        });
        return x;
    }
}
