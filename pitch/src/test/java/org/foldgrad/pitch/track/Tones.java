package org.foldgrad.pitch.track;

import java.util.function.DoubleUnaryOperator;
import org.foldgrad.pitch.audio.Audio;

/** Test signals with exactly known pitch. */
final class Tones {
    private Tones() {
    }

    /** A steady tone with ten harmonics (fewer where they would alias), 0.1 at its loudest harmonic. */
    static Audio steady(double rate, double seconds, double hz) {
        return phased(rate, seconds, t -> hz * t, hz);
    }

    /**
     * sum over h of 0.1 / h cos(2 pi h phase(t) + h^2), harmonics below 0.45 of the rate at {@code highest} Hz.
     *
     * @param phase cycles since time 0 as a function of seconds
     */
    static Audio phased(double rate, double seconds, DoubleUnaryOperator phase, double highest) {
        double[] x = new double[(int) Math.round(rate * seconds)];
        int harmonics = (int) Math.min(10, 0.45 * rate / highest);
        for (int n = 0; n < x.length; n++) {
            double cycles = phase.applyAsDouble(n / rate);
            for (int h = 1; h <= harmonics; h++) {
                x[n] += 0.1 / h * Math.cos(2 * Math.PI * h * cycles + h * h);
            }
        }
        return new Audio(x, rate);
    }
}
