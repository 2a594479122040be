package org.foldgrad.pitch.study;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.audio.Synth;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.PhaseFold;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.PitchTracker;
import org.foldgrad.pitch.track.TrackOptions;

/**
 * A sound with its envelope: exact where the sound is synthetic, the tracker's where it is not.
 *
 * @param audio   samples
 * @param rate    samples per second
 * @param spacing samples between knots
 * @param theta   log2 period at each knot; where unvoiced, drawn on from the voiced knots around
 * @param voicing 1 where voiced, else 0
 */
record Material(double[] audio, double rate, double spacing, double[] theta, double[] voicing) {
    static final double RATE = 16_000;

    /**
     * Vibrato of {@code cents} to either side at 5.5 Hz about 220 Hz, with {@code harmonics} harmonics that fall as 1/h; knots spread over
     * all of it.
     */
    static Material vibrato(double seconds, int knots, double cents, int harmonics) {
        return vibrato(seconds, knots, cents, harmonics, RATE);
    }

    /** The same at another sample rate. */
    static Material vibrato(double seconds, int knots, double cents, int harmonics, double rate) {
        return vibrato(seconds, knots, cents, f -> f < 220 * (harmonics + 0.5) ? 220 / f : 0, rate);
    }

    /** A second of steady tone at 220 Hz whose harmonics fall as h^-tilt. */
    static Material steady(int harmonics, double tilt) {
        return vibrato(1, 50, 0, f -> f < 220 * (harmonics + 0.5) ? Math.pow(220 / f, tilt) : 0, RATE);
    }

    private static Material vibrato(double seconds, int knots, double cents, DoubleUnaryOperator spectrum, double rate) {
        DoubleUnaryOperator f0 = t -> 220 * Math.pow(2, cents / 1200 * Math.sin(2 * Math.PI * 5.5 * t));
        Audio sound = new Synth(seconds, f0, t -> 1, spectrum).render(rate);
        double spacing = (double) sound.samples().length / knots;
        double[] theta = new double[knots];
        Arrays.setAll(theta, p -> log2(rate / f0.applyAsDouble(p * spacing / rate)));
        return new Material(sound.samples(), rate, spacing, theta, ones(knots));
    }

    /** The sung phrase of the sample recordings, knots 10 ms apart. */
    static Material singing() {
        Synth phrase = Synth.phrase();
        Audio sound = phrase.render(RATE);
        int knots = (int) (sound.duration() * 100);
        double[] hertz = new double[knots];
        Arrays.setAll(hertz, p -> phrase.f0(p / 100.0));
        return ofHertz(sound, hertz);
    }

    /** A recording, with the tracker's contour every 10 ms for reference. */
    static Material recording(Audio sound) {
        PitchTrack track = PitchTracker.track(sound, TrackOptions.defaults().withHop(0.01));
        int knots = Math.min(track.frames(), (int) (sound.duration() * 100));
        return ofHertz(sound, Arrays.copyOf(track.frequency(), knots));
    }

    private static Material ofHertz(Audio sound, double[] hertz) {
        double[] voicing = Arrays.stream(hertz).map(f -> f > 0 ? 1 : 0).toArray();
        double[] theta = new double[hertz.length];
        int before = -1;
        for (int p = 0; p < theta.length; p++) {
            if (voicing[p] > 0) {
                theta[p] = log2(sound.sampleRate() / hertz[p]);
                for (int q = before + 1; q < p; q++) {
                    theta[q] = before < 0 ? theta[p] : theta[before] + (theta[p] - theta[before]) * (q - before) / (p - before);
                }
                before = p;
            }
        }
        if (before < 0) {
            throw new IllegalArgumentException("no pitch was found in the recording: give one with a voice in it");
        }
        Arrays.fill(theta, before + 1, theta.length, theta[before]);
        return new Material(sound.samples(), sound.sampleRate(), 0.01 * sound.sampleRate(), theta, voicing);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    int knots() {
        return theta.length;
    }

    /** PhaseFold over this sound, voiced knots only. */
    PhaseFold phaseFold(FoldOptions options) {
        return new PhaseFold(audio, knots(), spacing, options.withVoicing(voicing));
    }

    /** The envelope, off by {@code cents} in period everywhere. */
    Tensor start(double cents) {
        return Tensor.of(theta).plus(cents / 1200);
    }

    /** The median over voiced knots of how far an envelope is off, in cents. */
    double medianCents(Tensor found) {
        double[] sorted = Arrays.stream(absoluteCents(found)).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** How far each voiced knot is off, in cents. */
    double[] absoluteCents(Tensor found) {
        return IntStream.range(0, knots()).filter(p -> voicing[p] > 0).mapToDouble(p -> 1200 * Math.abs(found.get(p) - theta[p])).toArray();
    }
}
