package org.foldgrad.pitch.track;

import java.util.Arrays;
import org.foldgrad.autodiff.Fourier;
import org.foldgrad.autodiff.Tensor;

/**
 * What sounds all the time - wind, hum, hiss - and the Wiener filter against it: with P(f) the mean power and N(f) the background's, the gain
 * is 1 - N / (P + {@link #FLOOR} of the mean of P), a real number, so nothing is delayed.
 *
 * <p>N(f) is what is left in the quietest fifths of a second (minimum statistics, Martin 2001), averaged over a band an octave wide
 * without what stands out of the band's lower quartile: a tone held from end to end, with vibrato too, leaves valleys between its harmonics and is not
 * taken for background.
 *
 * @param signal without its background
 * @param left   share of the power that is left
 * @param hum    mean power in {@code signal} of tones that sound all the time ({@link Hum})
 */
record Background(double[] signal, double left, double hum) {
    /** Seconds of the analysis window, a power of two of samples below this: parts the harmonics of all but the deepest tones. */
    private static final double WINDOW = 0.12;
    /** Pitches that take a window twice as long, Hz, and the correlation a period later from which on a recording is one of them. */
    private static final double DEEPEST = 40;
    private static final double DEEP = 60;
    private static final double HELD = 0.5;
    /** Samples from one to the next that is looked at for that. */
    private static final int SPARSE = 7;
    /** Steps of half a window that are averaged. */
    private static final int AVERAGED = 6;
    /** Fewest such averages that tell what sounds all the time. */
    private static final int FEWEST = 5;
    /** Share of them that is taken for background alone, and what its quietest are below the background's mean. */
    private static final double QUIET = 0.05;
    private static final double BIAS = 1.7;
    /** Half the band, octaves and, if that is more, bins. */
    private static final double HALF_BAND = 0.5;
    private static final int HALF_BAND_BINS = 4;
    /** Times the band's lower quartile above which a bin is a harmonic's and counts as so much. */
    private static final double OUTSTANDING = 4;
    /** Octaves from one band to the next. */
    private static final double SPACING = 1 / 12.0;
    /** Power below which a background does no harm, as a share of the mean over frequency. */
    private static final double FLOOR = 0.01;
    /** Power below which a bin at the top is outside the recording's band, as a share of the mean; bins at the band's edge that do not count either. */
    private static final double EMPTY = 1e-4;
    private static final int EDGE = 6;
    /** Least gain. */
    private static final double LEAST = 0.1;
    /** Where less than this share of the power would be left, there is nothing but background, and no signal to free of it. */
    private static final double NOTHING = 0.125;

    /** The gain of each bin, and the most that noise has there: what exceeds it is a tone's. */
    private record Filter(double[] gain, double[] noise) {
        /** Power that is left of {@code powers}, the sum over bins. */
        double left(double[] powers) {
            double left = 0;
            for (int k = 0; k < powers.length; k++) {
                left += gain[k] * gain[k] * powers[k];
            }
            return left;
        }
    }

    /** {@code x} without its background; {@code x} itself if it is too short to tell, or nothing but background. */
    static Background of(double[] x) {
        int window = Integer.highestOneBit((int) (WINDOW * Signal.RATE)) * (isDeepTone(x) ? 2 : 1);
        int step = window / 2;
        int frames = x.length / step + 2;
        if (frames / AVERAGED < FEWEST) {
            return new Background(x, 1, 0);
        }
        int bins = window + 1;
        Tensor spectra = Fourier.rfft(Tensor.of(frames(x, window, frames), frames, 2 * window));
        double[][] powers = powers(spectra.toArray(), frames, bins);
        double[] mean = mean(powers, 0, frames);
        double[][] averages = new double[frames / AVERAGED][];
        Arrays.setAll(averages, i -> mean(powers, i * AVERAGED, (i + 1) * AVERAGED));
        double[] quiet = quiet(averages);
        Filter filter = filter(quiet, mean);
        double left = filter.left(mean) / (Arrays.stream(mean).sum() + Double.MIN_NORMAL);
        if (left < NOTHING) {
            return new Background(x, left, 0);
        }
        Tensor gains = Tensor.of(filter.gain, bins, 1).broadcastTo(frames, bins, 2);
        double[] y = overlapAdd(Fourier.irfft(spectra.times(gains), 2 * window).toArray(), window, x.length);
        double[] hum = Hum.of(averages);
        for (int k = 0; k < bins; k++) {
            hum[k] = quiet[k] > filter.noise[k] ? hum[k] : 0;
        }
        double power = Arrays.stream(y).map(v -> v * v).average().orElseThrow();
        return new Background(y, left, power * filter.left(hum) / (filter.left(mean) + Double.MIN_NORMAL));
    }

    /** Whether a deep tone fills the recording, as when a single note was recorded; a hum under a voice is weaker than that. */
    private static boolean isDeepTone(double[] x) {
        int longest = (int) (Signal.RATE / DEEPEST);
        double power = correlation(x, 0, longest);
        for (int lag = (int) (Signal.RATE / DEEP); lag <= longest; lag++) {
            if (correlation(x, lag, longest) > HELD * power) {
                return true;
            }
        }
        return false;
    }

    private static double correlation(double[] x, int lag, int longest) {
        double sum = 0;
        for (int n = 0; n + longest < x.length; n += SPARSE) {
            sum += x[n] * x[n + lag];
        }
        return sum;
    }

    /** Hann windows half a window apart, which add up to 1, each in the middle of twice its length: the filter reaches beyond it. */
    private static double[] frames(double[] x, int window, int frames) {
        double[] hann = new double[window];
        Arrays.setAll(hann, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window));
        double[] y = new double[frames * 2 * window];
        for (int f = 0; f < frames; f++) {
            int start = (f - 1) * window / 2;
            int at = f * 2 * window + window / 2;
            for (int i = Math.max(0, -start); i < window && start + i < x.length; i++) {
                y[at + i] = x[start + i] * hann[i];
            }
        }
        return y;
    }

    private static double[] overlapAdd(double[] frames, int window, int length) {
        double[] y = new double[length];
        for (int f = 0; f * 2 * window < frames.length; f++) {
            int start = (f - 2) * window / 2;
            for (int i = Math.max(0, -start); i < 2 * window && start + i < length; i++) {
                y[start + i] += frames[f * 2 * window + i];
            }
        }
        return y;
    }

    private static double[][] powers(double[] spectra, int frames, int bins) {
        double[][] powers = new double[frames][bins];
        for (int f = 0; f < frames; f++) {
            for (int k = 0; k < bins; k++) {
                int at = 2 * (f * bins + k);
                powers[f][k] = spectra[at] * spectra[at] + spectra[at + 1] * spectra[at + 1];
            }
        }
        return powers;
    }

    /** The mean of the rows {@code from} to {@code to - 1}. */
    private static double[] mean(double[][] powers, int from, int to) {
        double[] mean = new double[powers[0].length];
        for (int f = from; f < to; f++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += powers[f][k] / (to - from);
            }
        }
        return mean;
    }

    /** Power in each bin in its quietest moments, as a mean of background would be of which they are the quietest. */
    private static double[] quiet(double[][] averages) {
        double[] quiet = new double[averages[0].length];
        double[] column = new double[averages.length];
        for (int k = 0; k < quiet.length; k++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = averages[i][k];
            }
            Arrays.sort(column);
            quiet[k] = BIAS * column[(int) (QUIET * (column.length - 1))];
        }
        return quiet;
    }

    /** The bin up to which there is something to learn from: the recording's own band may end below the low-pass. */
    private static int top(double[] mean) {
        int bins = mean.length;
        double least = EMPTY * Arrays.stream(mean).sum() / bins;
        int cutoff = (int) (bins * Signal.CUTOFF / (0.5 * Signal.RATE));
        int top = cutoff;
        while (top > 2 * HALF_BAND_BINS && mean[top - 1] < least) {
            top--;
        }
        return top == cutoff ? top : Math.max(2 * HALF_BAND_BINS, top - EDGE);
    }

    private static Filter filter(double[] quiet, double[] mean) {
        int bins = mean.length;
        double total = Arrays.stream(mean).sum();
        double[] gain = new double[bins];
        double[] most = new double[bins];
        Arrays.fill(most, Double.POSITIVE_INFINITY);
        int last = 0;
        int top = top(mean);
        for (double centre = HALF_BAND_BINS; centre < top; centre *= Math.pow(2, SPACING)) {
            int k = (int) centre;
            int from = Math.max(0, (int) Math.min(k - HALF_BAND_BINS, k * Math.pow(2, -HALF_BAND)));
            int to = Math.min(top, (int) Math.max(k + HALF_BAND_BINS, k * Math.pow(2, HALF_BAND)) + 1);
            double[] band = Arrays.copyOfRange(quiet, from, to);
            Arrays.sort(band);
            double outstanding = OUTSTANDING * band[band.length / 4];
            double noise = Arrays.stream(band).map(level -> Math.min(level, outstanding)).average().orElseThrow();
            double power = Arrays.stream(mean, from, to).average().orElseThrow();
            double here = Math.max(LEAST, 1 - noise / (power + FLOOR * total / bins + Double.MIN_NORMAL));
            double before = last == 0 ? here : gain[last];
            Arrays.fill(most, last, k, outstanding);
            for (int i = last; i < bins; i++) {
                gain[i] = i >= k ? here : before + (here - before) * (i - last) / (k - last);
            }
            last = k;
        }
        return new Filter(gain, most);
    }
}
