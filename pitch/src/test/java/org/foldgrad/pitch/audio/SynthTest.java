package org.foldgrad.pitch.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SynthTest {
    @Test
    void aSingleHarmonicFollowsThePhaseOfItsFrequency() {
        // f(t) = 200 + 300 t, so phi(t) = 200 t + 150 t²
        Synth chirp = new Synth(0.5, t -> 200 + 300 * t, t -> 1, f -> f < 400 ? 1 : 0);
        double[] x = chirp.render(8000).samples();
        double peak = 0.7;
        for (int n = 0; n < x.length; n++) {
            double t = n / 8000.0;
            assertEquals(peak * Math.sin(2 * Math.PI * (200 * t + 150 * t * t)), x[n], 1e-4);
        }
    }

    @Test
    void harmonicsAddUpToAPeriodicSoundBelowTheNyquistFrequency() {
        double[] x = new Synth(0.2, t -> 100, t -> 1, f -> 1).render(8000).samples();
        for (int n = 0; n + 80 < x.length; n++) {
            assertEquals(x[n], x[n + 80], 1e-9);
        }
        double alternating = 0; // the component at the Nyquist frequency
        for (int n = 0; n < x.length; n++) {
            alternating += n % 2 == 0 ? x[n] : -x[n];
        }
        assertEquals(0, alternating / x.length, 1e-12);
    }

    @Test
    void thePhraseIsVoicedWhereItSounds() {
        Synth phrase = Synth.phrase();
        double[] x = phrase.render(16000).samples();
        int voiced = 0;
        for (int n = 0; n < x.length; n++) {
            double f0 = phrase.f0(n / 16000.0);
            assertTrue(f0 > 0 || x[n] == 0, "sound without pitch at sample " + n);
            voiced += f0 > 0 ? 1 : 0;
        }
        assertEquals(0.86, voiced / (double) x.length, 0.01);
    }
}
