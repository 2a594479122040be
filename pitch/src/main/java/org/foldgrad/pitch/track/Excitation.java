package org.foldgrad.pitch.track;

/**
 * What excites the resonances of a signal: the residual of linear prediction (autocorrelation method, Levinson-Durbin recursion), its sign
 * chosen so that the main excitation of a cycle, the closing of the glottis, points up.
 */
final class Excitation {
    /** Analysis window, seconds: two periods of a deep voice. */
    private static final double WINDOW = 0.025;
    /** Seconds between analyses. */
    private static final double HOP = 0.01;
    /** Predictor taps: two for each kHz of the rate, and two for the source. */
    private static final double TAPS_PER_HZ = 1e-3;
    /** White noise added, as a share of the power: keeps the empty band above the low-pass from ruling the fit. */
    private static final double WHITE = 1e-3;

    private Excitation() {
    }

    static double[] of(double[] x, double rate) {
        int order = (int) Math.round(TAPS_PER_HZ * rate) + 2;
        int window = (int) Math.round(WINDOW * rate);
        int hop = (int) Math.round(HOP * rate);
        double[] taper = new double[window];
        for (int i = 0; i < window; i++) {
            taper[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window);
        }
        double[] e = new double[x.length];
        double[] frame = new double[window];
        for (int start = 0; start < x.length; start += hop) {
            int from = start + hop / 2 - window / 2;
            for (int i = 0; i < window; i++) {
                int n = from + i;
                frame[i] = n >= 0 && n < x.length ? taper[i] * x[n] : 0;
            }
            double[] a = predictor(frame, order);
            for (int n = start; n < Math.min(x.length, start + hop); n++) {
                double sum = x[n];
                for (int i = 1; i <= Math.min(order, n); i++) {
                    sum += a[i] * x[n - i];
                }
                e[n] = sum;
            }
        }
        return upright(smooth(e));
    }

    /** Prediction-error filter 1, a_1 .. a_order. */
    private static double[] predictor(double[] frame, int order) {
        double[] r = new double[order + 1];
        for (int lag = 0; lag <= order; lag++) {
            for (int i = lag; i < frame.length; i++) {
                r[lag] += frame[i] * frame[i - lag];
            }
        }
        double[] a = new double[order + 1];
        a[0] = 1;
        double error = r[0] * (1 + WHITE);
        for (int i = 1; i <= order && error > 0; i++) {
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

    /** Binomial smoothing over five samples, down 3 dB at a sixth of the rate: the band the signal has. */
    private static double[] smooth(double[] e) {
        double[] y = new double[e.length];
        for (int n = 2; n + 2 < e.length; n++) {
            y[n] = 0.375 * e[n] + 0.25 * (e[n - 1] + e[n + 1]) + 0.0625 * (e[n - 2] + e[n + 2]);
        }
        return y;
    }

    /** Turns the signal so that its peaks are higher than its troughs are deep: positive third moment. */
    private static double[] upright(double[] e) {
        double moment = 0;
        for (double v : e) {
            moment += v * v * v;
        }
        if (moment < 0) {
            for (int n = 0; n < e.length; n++) {
                e[n] = -e[n];
            }
        }
        return e;
    }
}
