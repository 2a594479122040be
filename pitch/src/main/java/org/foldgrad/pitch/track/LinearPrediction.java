package org.foldgrad.pitch.track;

/** Short-time linear prediction: autocorrelation method, Levinson-Durbin recursion. */
final class LinearPrediction {
    /** Analysis window: 25 ms, two periods of a deep voice. */
    private static final int WINDOW = (int) (0.025 * Signal.RATE);
    /** Samples between analyses: 10 ms. */
    private static final int HOP = (int) (0.01 * Signal.RATE);
    /** Predictor taps: two for each kHz of half the rate, and two for the source. */
    private static final int ORDER = (int) (Signal.RATE / 1000) + 2;
    /** White noise added, as a share of the power: keeps the empty band above the low-pass from ruling the fit. */
    private static final double WHITE = 1e-3;

    private LinearPrediction() {
    }

    /**
     * The signal through its prediction-error filters, sum of a_i x(n - i), a_0 = 1.
     *
     * @param emphasis the filters are fitted to x(n) - emphasis x(n - 1): 0 whitens the signal; near 1 only the resonances are taken away
     *                 and the slope of the source's spectrum is left
     */
    static double[] residual(double[] x, double emphasis) {
        double[] taper = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            taper[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / WINDOW);
        }
        double[] e = new double[x.length];
        double[] frame = new double[WINDOW];
        for (int start = 0; start < x.length; start += HOP) {
            int from = start + HOP / 2 - WINDOW / 2;
            for (int i = 0; i < WINDOW; i++) {
                int n = from + i;
                frame[i] = n >= 1 && n < x.length ? taper[i] * (x[n] - emphasis * x[n - 1]) : 0;
            }
            double[] a = predictor(frame);
            for (int n = start; n < Math.min(x.length, start + HOP); n++) {
                double sum = x[n];
                for (int i = 1; i <= Math.min(ORDER, n); i++) {
                    sum += a[i] * x[n - i];
                }
                e[n] = sum;
            }
        }
        return e;
    }

    /** Prediction-error filter 1, a_1 .. a_order. */
    private static double[] predictor(double[] frame) {
        double[] r = new double[ORDER + 1];
        for (int lag = 0; lag <= ORDER; lag++) {
            r[lag] = Signal.dot(frame, frame, lag);
        }
        double[] a = new double[ORDER + 1];
        a[0] = 1;
        double error = r[0] * (1 + WHITE);
        for (int i = 1; i <= ORDER && error > 0; i++) {
            double sum = r[i];
            for (int j = 1; j < i; j++) {
                sum += a[j] * r[i - j];
            }
            double k = -sum / error;
            for (int j = 1; 2 * j <= i; j++) {
                double lower = a[j] + k * a[i - j];
                a[i - j] += k * a[j];
                a[j] = lower;
            }
            a[i] = k;
            error *= 1 - k * k;
        }
        return a;
    }
}
