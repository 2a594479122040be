package org.foldgrad.pitch.audio;

import java.util.function.DoubleUnaryOperator;

/**
 * A harmonic sound whose pitch is known exactly: x(t) = a(t) sum over h of g(h f(t)) sin(2 pi h phi(t)), phi(t) the integral of f from 0,
 * over the harmonics h below {@link #HIGHEST} of the Nyquist frequency.
 *
 * @param duration  seconds
 * @param frequency f: seconds to Hz, positive
 * @param amplitude a: seconds to a factor, 0 where silent
 * @param spectrum  g: Hz to a factor
 */
public record Synth(double duration, DoubleUnaryOperator frequency, DoubleUnaryOperator amplitude, DoubleUnaryOperator spectrum) {
    /** The share of the Nyquist frequency up to which there are harmonics; they fade over the last tenth of it. */
    public static final double HIGHEST = 0.9;
    private static final double PEAK = 0.7;

    /** The sound at {@code sampleRate} samples a second, scaled to a peak of 0.7. */
    public Audio render(double sampleRate) {
        double[] x = new double[(int) Math.round(duration * sampleRate)];
        double phase = 0;
        double peak = 0;
        for (int n = 0; n < x.length; n++) {
            double t = n / sampleRate;
            double f = frequency.applyAsDouble(t);
            double a = amplitude.applyAsDouble(t);
            if (a > 0) {
                x[n] = a * harmonics(phase, f, sampleRate / 2);
                peak = Math.max(peak, Math.abs(x[n]));
            }
            // Simpson's rule: exact for a frequency that is cubic within the sample
            double next = frequency.applyAsDouble(t + 1 / sampleRate);
            phase += (f + 4 * frequency.applyAsDouble(t + 0.5 / sampleRate) + next) / (6 * sampleRate);
        }
        for (int n = 0; n < x.length && peak > 0; n++) {
            x[n] *= PEAK / peak;
        }
        return new Audio(x, sampleRate);
    }

    /** f0 in Hz at time {@code t}; 0 where the sound is silent. */
    public double f0(double t) {
        return t < duration && amplitude.applyAsDouble(t) > 0 ? frequency.applyAsDouble(t) : 0;
    }

    /** Sum of sin(h p), h = 1, 2, ..., by the recurrence sin((h+1) p) = 2 cos(p) sin(h p) - sin((h-1) p). */
    private double harmonics(double phase, double f, double nyquist) {
        double angle = 2 * Math.PI * (phase - Math.floor(phase));
        double twice = 2 * Math.cos(angle);
        double before = 0;
        double sine = Math.sin(angle);
        double sum = 0;
        for (int h = 1; h * f < HIGHEST * nyquist; h++) {
            double fade = Math.min(1, (HIGHEST - h * f / nyquist) / (0.1 * HIGHEST));
            sum += fade * spectrum.applyAsDouble(h * f) * sine;
            double after = twice * sine - before;
            before = sine;
            sine = after;
        }
        return sum;
    }

    /** Four sung notes joined by glides, with a vibrato that sets in on each, a breath, then a falling sigh: 4 seconds around 220 Hz. */
    public static Synth phrase() {
        return new Synth(4.0, Phrase::frequency, Phrase::amplitude, Phrase::vowel);
    }
}
