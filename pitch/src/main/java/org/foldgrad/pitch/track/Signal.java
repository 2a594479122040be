package org.foldgrad.pitch.track;

/**
 * Samples at the tracker's own rate, centred in time: sample n is at n / rate seconds, whatever the rate of the recording.
 *
 * @param x    samples
 * @param rate samples per second
 */
record Signal(double[] x, double rate) {
    /** The lowest rate worked at, Hz: harmonics up to 5 kHz decide the pitch, more only costs time. */
    private static final double LOWEST_RATE = 11_000;
    /** Half-length of the decimating low-pass in output samples: stop band below -80 dB with the window used. */
    private static final int HALF_LENGTH = 16;
    /** Cut-off of the decimating low-pass as a share of the output's Nyquist frequency. */
    private static final double CUTOFF = 0.88;

    /**
     * Low-passes and keeps every q-th sample, q = max(1, floor(rate / 11 kHz)), without delay; then takes away what lies below
     * {@code fmin}: the moving average over 1 / fmin, applied twice (no delay, no phase).
     */
    static Signal of(double[] samples, double sampleRate, double fmin) {
        int q = Math.max(1, (int) (sampleRate / LOWEST_RATE));
        double[] x = q == 1 ? samples : decimate(samples, q);
        double rate = sampleRate / q;
        int half = (int) Math.round(0.5 * rate / fmin);
        double[] slow = movingAverage(movingAverage(x, half), half);
        double[] y = new double[x.length];
        for (int n = 0; n < y.length; n++) {
            y[n] = x[n] - slow[n];
        }
        return new Signal(y, rate);
    }

    private static double[] decimate(double[] x, int q) {
        int half = HALF_LENGTH * q;
        double[] h = new double[2 * half + 1];
        double sum = 0;
        for (int k = -half; k <= half; k++) {
            double u = Math.PI * CUTOFF * k / q;
            double w = (double) k / (half + 1);
            // Blackman-Harris, four terms
            double window = 0.35875 + 0.48829 * Math.cos(Math.PI * w) + 0.14128 * Math.cos(2 * Math.PI * w)
                + 0.01168 * Math.cos(3 * Math.PI * w);
            h[k + half] = window * (k == 0 ? 1 : Math.sin(u) / u);
            sum += h[k + half];
        }
        int length = (x.length + q - 1) / q;
        double[] y = new double[length];
        for (int m = 0; m < length; m++) {
            int from = Math.max(-half, -m * q);
            int to = Math.min(half, x.length - 1 - m * q);
            double acc = 0;
            for (int k = from; k <= to; k++) {
                acc += h[k + half] * x[m * q + k];
            }
            y[m] = acc / sum;
        }
        return y;
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
