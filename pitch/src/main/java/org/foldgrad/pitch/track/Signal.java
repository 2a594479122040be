package org.foldgrad.pitch.track;

import java.util.Arrays;

/** A recording as the tracker hears it: at a rate of its own and centred in time, sample n at n / {@link #RATE} seconds. */
final class Signal {
    /** Samples per second: a cubic spline at twice this follows harmonics up to the cut-off within 2e-3. */
    static final double RATE = 16_000;
    /** Samples from knot to knot of an envelope, and from frame to frame of the lattice: 5 ms. */
    static final int STEP = 80;
    /**
     * Every how many samples folds are read, where only their sums over milliseconds matter: those are the same, since squares and products
     * of what the low-pass leaves have next to nothing at RATE / STRIDE.
     */
    static final int STRIDE = 2;
    /** Most places between two samples of a recording that are read from; where more are asked for, the nearest is: an error of -70 dB. */
    private static final int PHASES = 1000;
    /** Low-pass of the whole analysis, Hz: harmonics above add noise and breath, not pitch. One value makes all recordings alike. */
    static final double CUTOFF = 4500;
    /** Half-length of the low-pass, seconds: a transition band of about 1 kHz. */
    private static final double HALF_LENGTH = 0.002;

    private Signal() {
    }

    /**
     * Takes the mean away; low-passes and resamples, without delay; then takes away what lies below {@code fmin}: the moving average over 1 / fmin,
     * applied twice (no delay, no phase), of the sound and its {@link Continuation}, since a tone that begins or ends with the recording has no mean of 0 there.
     */
    static double[] of(double[] samples, double sampleRate, double fmin) {
        double mean = Arrays.stream(samples).average().orElse(0);
        double[] heard = resample(Arrays.stream(samples).map(sample -> sample - mean).toArray(), sampleRate);
        double[] x = Continuation.of(heard, (int) (HALF_LENGTH * RATE));
        int half = (int) Math.round(0.5 * RATE / fmin);
        double[] slow = movingAverage(movingAverage(x, half), half);
        for (int n = 0; n < x.length; n++) {
            x[n] -= slow[n];
        }
        return Continuation.within(x);
    }

    private static double[] resample(double[] x, double rate) {
        int half = (int) Math.ceil(HALF_LENGTH * rate);
        double cutoff = Math.min(CUTOFF, 0.45 * rate);
        double[][] filters = new double[phases(rate)][];
        for (int p = 0; p < filters.length; p++) {
            filters[p] = lowPass(half, (double) p / filters.length, cutoff / rate);
        }
        double[] y = new double[(int) ((x.length - 1) * RATE / rate) + 1];
        for (int m = 0; m < y.length; m++) {
            long at = Math.round(m * rate / RATE * filters.length);
            y[m] = dot(filters[(int) (at % filters.length)], x, (int) (at / filters.length) - half);
        }
        return y;
    }

    /** Into how many parts samples of the tracker's rate divide the time from sample to sample; {@link #PHASES} if into more. */
    private static int phases(double rate) {
        int phases = 1;
        while (phases < PHASES && phases * rate % RATE != 0) {
            phases++;
        }
        return phases;
    }

    /** sum h[i] x[from + i] over the samples there are, in four sums that can run side by side. */
    static double dot(double[] h, double[] x, int from) {
        int i = Math.max(0, -from);
        int to = Math.min(h.length, x.length - from);
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (; i + 3 < to; i += 4) {
            a += h[i] * x[from + i];
            b += h[i + 1] * x[from + i + 1];
            c += h[i + 2] * x[from + i + 2];
            d += h[i + 3] * x[from + i + 3];
        }
        for (; i < to; i++) {
            a += h[i] * x[from + i];
        }
        return a + b + c + d;
    }

    /** The four-term Blackman-Harris window: 1 at {@code w} = 0, its middle, next to 0 at its ends ±π (Harris 1978). */
    static double blackmanHarris(double w) {
        return 0.35875 + 0.48829 * Math.cos(w) + 0.14128 * Math.cos(2 * w) + 0.01168 * Math.cos(3 * w);
    }

    /** A sinc under a Blackman-Harris window, read {@code shift} of a sample late, gain 1 at 0 Hz. */
    private static double[] lowPass(int half, double shift, double cutoff) {
        double[] h = new double[2 * half + 2];
        double sum = 0;
        for (int i = 0; i < h.length; i++) {
            double t = i - half - shift;
            double u = 2 * Math.PI * cutoff * t;
            double w = Math.PI * Math.min(1, Math.abs(t) / (half + 1));
            h[i] = blackmanHarris(w) * (u == 0 ? 1 : Math.sin(u) / u);
            sum += h[i];
        }
        for (int i = 0; i < h.length; i++) {
            h[i] /= sum;
        }
        return h;
    }

    /** Mean over 2 half + 1 samples about each; zero beyond the ends. */
    static double[] movingAverage(double[] x, int half) {
        double[] y = new double[x.length];
        double acc = 0;
        for (int n = -half; n < x.length; n++) {
            if (n + half < x.length) {
                acc += x[n + half];
            }
            if (n - half - 1 >= 0) {
                acc -= x[n - half - 1];
            }
            if (n >= 0) {
                y[n] = acc / (2 * half + 1);
            }
        }
        return y;
    }
}
