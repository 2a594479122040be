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
 */
final class Background {
    /** Seconds of the analysis window, at least: parts the harmonics of all but the deepest voices. */
    private static final double WINDOW = 0.06;
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
    /** Least gain. */
    private static final double LEAST = 0.1;

    private Background() {
    }

    /** {@code x} without its background; {@code x} itself if it is too short to tell. */
    static double[] suppress(double[] x) {
        int window = 2 * Integer.highestOneBit((int) (WINDOW * Signal.RATE));
        int step = window / 2;
        int frames = x.length / step + 2;
        if (frames / AVERAGED < FEWEST) {
            return x;
        }
        int bins = window + 1;
        Tensor spectra = Fourier.rfft(Tensor.of(frames(x, window, frames), frames, 2 * window));
        Tensor gain = Tensor.of(gain(spectra.toArray(), frames, bins), bins, 1).broadcastTo(frames, bins, 2);
        return overlapAdd(Fourier.irfft(spectra.times(gain), 2 * window).toArray(), window, x.length);
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

    /** The gain of each bin. */
    private static double[] gain(double[] spectra, int frames, int bins) {
        double[] mean = new double[bins];
        double[][] averages = new double[frames / AVERAGED][bins];
        for (int f = 0; f < frames; f++) {
            double[] average = f / AVERAGED < averages.length ? averages[f / AVERAGED] : new double[bins]; // the rest is too short
            for (int k = 0; k < bins; k++) {
                int at = 2 * (f * bins + k);
                double power = spectra[at] * spectra[at] + spectra[at + 1] * spectra[at + 1];
                mean[k] += power / frames;
                average[k] += power / AVERAGED;
            }
        }
        double total = Arrays.stream(mean).sum();
        double[] quiet = new double[bins];
        double[] column = new double[averages.length];
        for (int k = 0; k < bins; k++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = averages[i][k];
            }
            Arrays.sort(column);
            quiet[k] = BIAS * column[(int) (QUIET * (column.length - 1))];
        }
        double[] gain = new double[bins];
        int last = 0;
        int top = (int) (bins * Signal.CUTOFF / (0.5 * Signal.RATE)); // above it there is nothing to learn from
        for (double centre = HALF_BAND_BINS; centre < top; centre *= Math.pow(2, SPACING)) {
            int k = (int) centre;
            int from = Math.max(0, (int) Math.min(k - HALF_BAND_BINS, k * Math.pow(2, -HALF_BAND)));
            int to = Math.min(top, (int) Math.max(k + HALF_BAND_BINS, k * Math.pow(2, HALF_BAND)) + 1);
            double[] band = Arrays.copyOfRange(quiet, from, to);
            Arrays.sort(band);
            double most = OUTSTANDING * band[band.length / 4];
            double noise = Arrays.stream(band).map(level -> Math.min(level, most)).average().orElseThrow();
            double power = Arrays.stream(mean, from, to).average().orElseThrow();
            double here = Math.max(LEAST, 1 - noise / (power + FLOOR * total / bins + Double.MIN_NORMAL));
            double before = last == 0 ? here : gain[last];
            for (int i = last; i < bins; i++) {
                gain[i] = i >= k ? here : before + (here - before) * (i - last) / (k - last);
            }
            last = k;
        }
        return gain;
    }
}
