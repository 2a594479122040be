package org.foldgrad.pitch.audio;

/** The melody, loudness and vowel of {@link Synth#phrase}. */
final class Phrase {
    /** When each note begins, seconds, and where the last one ends. */
    private static final double[] START = {0.15, 0.75, 1.35, 1.95, 2.75};
    /** MIDI note numbers. */
    private static final double[] NOTE = {57, 60, 64, 62};
    private static final double GLIDE = 0.09;
    private static final double VIBRATO_RATE = 5.5;
    private static final double VIBRATO_CENTS = 45;
    private static final double SIGH_START = 3.0;
    private static final double SIGH_END = 3.85;
    private static final double SIGH_FALL = 1.5;
    private static final double[][] FORMANTS = {{700, 110, 1.0}, {1150, 120, 0.6}, {2700, 200, 0.3}, {3400, 250, 0.2}};

    private Phrase() {}

    static double frequency(double t) {
        double note = NOTE[0];
        for (int k = 1; k < NOTE.length; k++) {
            note += (NOTE[k] - NOTE[k - 1]) * smooth((t - START[k] + GLIDE / 2) / GLIDE);
        }
        double vibrato = 0;
        for (int k = 0; k < NOTE.length; k++) {
            double depth = smooth((t - START[k] - 0.15) / 0.2) * smooth((START[k + 1] - GLIDE / 2 - t) / 0.08);
            vibrato += depth * Math.sin(2 * Math.PI * VIBRATO_RATE * (t - START[k]));
        }
        double sigh = -12 * SIGH_FALL * smooth((t - SIGH_START) / (SIGH_END - SIGH_START));
        return 440 * Math.pow(2, (note - 69 + vibrato * VIBRATO_CENTS / 100 + sigh) / 12);
    }

    static double amplitude(double t) {
        double notes = smooth((t - START[0]) / 0.04) * smooth((START[NOTE.length] - t) / 0.1);
        double sigh = smooth((t - SIGH_START) / 0.05) * smooth((SIGH_END - t) / 0.15);
        return notes + 0.6 * sigh;
    }

    /** A vowel as in "father": resonances on a falling slope. */
    static double vowel(double f) {
        double gain = 0.02;
        for (double[] formant : FORMANTS) {
            double off = (f - formant[0]) / formant[1];
            gain += formant[2] / (1 + off * off);
        }
        return gain * 300 / (300 + f);
    }

    /** 0 below 0, 1 above 1, twice continuously differentiable between (6u⁵ - 15u⁴ + 10u³). */
    private static double smooth(double u) {
        double v = Math.clamp(u, 0, 1);
        return v * v * v * (v * (6 * v - 15) + 10);
    }
}
