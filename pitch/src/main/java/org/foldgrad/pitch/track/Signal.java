package org.foldgrad.pitch.track;

/**
 * Samples at the tracker's own rate, centred in time: sample n is at n / rate seconds, whatever the rate of the recording.
 *
 * @param x    samples
 * @param rate samples per second
 */
record Signal(double[] x, double rate) {
    /** The lowest rate worked at, Hz: a cubic spline then follows harmonics up to the cut-off within a per cent. */
    private static final double LOWEST_RATE = 16_000;
    /** Low-pass of the whole analysis, Hz: harmonics above add noise and breath, not pitch. One value makes all recordings alike. */
    private static final double CUTOFF = 4500;
    /** Half-length of the low-pass, seconds: a transition band of about 1 kHz. */
    private static final double HALF_LENGTH = 0.002;

    /**
     * Low-passes and resamples by a whole factor, to 16 kHz or up to twice that, without delay; then takes away what lies below
     * {@code fmin}: the moving average over 1 / fmin, applied twice (no delay, no phase); then what sounds all the time ({@link Background}).
     */
    static Signal of(double[] samples, double sampleRate, double fmin) {
        int down = Math.max(1, (int) (sampleRate / LOWEST_RATE));
        int up = (int) Math.ceil(LOWEST_RATE / sampleRate);
        double[] x = resample(samples, sampleRate, up, down);
        double rate = sampleRate * up / down;
        int half = (int) Math.round(0.5 * rate / fmin);
        double[] slow = movingAverage(movingAverage(x, half), half);
        for (int n = 0; n < x.length; n++) {
            x[n] -= slow[n];
        }
        return new Signal(Background.suppress(x, rate), rate);
    }

    private static double[] resample(double[] x, double rate, int up, int down) {
        int half = (int) Math.ceil(HALF_LENGTH * rate);
        double cutoff = Math.min(CUTOFF, 0.45 * rate);
        double[][] phases = new double[up][];
        for (int p = 0; p < up; p++) {
            phases[p] = lowPass(half, (double) p / up, cutoff / rate);
        }
        double[] y = new double[(int) ((x.length - 1L) * up / down) + 1];
        for (int m = 0; m < y.length; m++) {
            long at = (long) m * down;
            int centre = (int) (at / up);
            double[] h = phases[(int) (at % up)];
            y[m] = dot(h, x, centre - half);
        }
        return y;
    }

    /** sum h[i] x[from + i] over the samples there are, in four sums that can run side by side. */
    private static double dot(double[] h, double[] x, int from) {
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

    /** A sinc under a four-term Blackman-Harris window, read {@code shift} of a sample late, gain 1 at 0 Hz. */
    private static double[] lowPass(int half, double shift, double cutoff) {
        double[] h = new double[2 * half + 2];
        double sum = 0;
        for (int i = 0; i < h.length; i++) {
            double t = i - half - shift;
            double u = 2 * Math.PI * cutoff * t;
            double w = Math.PI * Math.min(1, Math.abs(t) / (half + 1));
            double window = 0.35875 + 0.48829 * Math.cos(w) + 0.14128 * Math.cos(2 * w) + 0.01168 * Math.cos(3 * w);
            h[i] = window * (u == 0 ? 1 : Math.sin(u) / u);
            sum += h[i];
        }
        for (int i = 0; i < h.length; i++) {
            h[i] /= sum;
        }
        return h;
    }

    private static double[] movingAverage(double[] x, int half) {
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
