package org.foldgrad.pitch.accuracy;

import java.util.Locale;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.track.Contour;

/** Noise to add to a clean recording; the same seed gives the same noise. */
enum Noise {
    /** Of equal power per Hz. */
    WHITE {
        @Override
        double[] samples(int count, double rate, Random random) {
            return DoubleStream.generate(random::nextGaussian).limit(count).toArray();
        }
    },
    /**
     * Of equal power per octave, from 20 Hz up: one first-order low-passed white noise for each octave, all of equal variance. The sum over k of
     * the spectra (1/f_k) / (1 + (f/f_k)^2) with f_k = 20·2^k follows 1/f within a decibel from 40 Hz to 10 kHz.
     */
    PINK {
        @Override
        double[] samples(int count, double rate, Random random) {
            double[] sum = new double[count];
            for (double corner = 20; corner < rate / 2; corner *= 2) {
                addLowPassed(sum, corner / rate, random);
            }
            return sum;
        }
    },
    /** 6 dB less with every octave above 20 Hz: the rumble of wind and traffic. */
    BROWN {
        @Override
        double[] samples(int count, double rate, Random random) {
            double[] sum = new double[count];
            addLowPassed(sum, 20 / rate, random);
            return sum;
        }
    };

    /** Adds white noise through a first-order low-pass, of variance 1; {@code corner} in cycles per sample. */
    private static void addLowPassed(double[] sum, double corner, Random random) {
        double keep = Math.exp(-2 * Math.PI * corner);
        double fresh = Math.sqrt(1 - keep * keep);
        double value = random.nextGaussian();
        for (int n = 0; n < sum.length; n++) {
            value = keep * value + fresh * random.nextGaussian();
            sum[n] += value;
        }
    }

    /** As it is called in tables and figures. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract double[] samples(int count, double rate, Random random);

    /**
     * The recording with noise, its power so many decibels below that of the recording's voiced parts.
     *
     * @param reference says where it is voiced
     */
    Audio added(Audio clean, Contour reference, double snr, long seed) {
        double[] x = clean.samples();
        double[] noise = samples(x.length, clean.sampleRate(), new Random(seed));
        double gain = Math.sqrt(voicedPower(clean, reference) / power(noise) * Math.pow(10, -snr / 10));
        double[] mixed = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            mixed[n] = x[n] + gain * noise[n];
        }
        return new Audio(mixed, clean.sampleRate());
    }

    private static double voicedPower(Audio audio, Contour reference) {
        double sum = 0;
        long count = 0;
        for (int i = 0; i + 1 < reference.frames(); i++) {
            if (reference.frequency()[i] > 0) {
                int end = (int) Math.min(audio.samples().length, Math.round(reference.times()[i + 1] * audio.sampleRate()));
                for (int n = (int) Math.round(reference.times()[i] * audio.sampleRate()); n < end; n++) {
                    sum += audio.samples()[n] * audio.samples()[n];
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static double power(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum / x.length;
    }
}
