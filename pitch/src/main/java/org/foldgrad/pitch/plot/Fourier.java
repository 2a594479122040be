package org.foldgrad.pitch.plot;

/** The discrete Fourier transform of a power-of-two number of points, in place. */
final class Fourier {
    private Fourier() {}

    /** X[k] = sum over n of x[n] exp(-2 pi i k n / N), by decimation in time (Cooley and Tukey, 1965). */
    static void transform(double[] re, double[] im) {
        int size = re.length;
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int n = 0; n < size; n++) {
            int m = Integer.reverse(n) >>> shift;
            if (m > n) {
                swap(re, n, m);
                swap(im, n, m);
            }
        }
        double[] cos = new double[size / 2];
        double[] sin = new double[size / 2];
        for (int k = 0; k < size / 2; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / size);
            sin[k] = -Math.sin(2 * Math.PI * k / size);
        }
        for (int half = 1; half < size; half *= 2) {
            for (int start = 0; start < size; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    double c = cos[k * (size / 2 / half)];
                    double s = sin[k * (size / 2 / half)];
                    int a = start + k;
                    int b = a + half;
                    double r = re[b] * c - im[b] * s;
                    double i = re[b] * s + im[b] * c;
                    re[b] = re[a] - r;
                    im[b] = im[a] - i;
                    re[a] += r;
                    im[a] += i;
                }
            }
        }
    }

    private static void swap(double[] x, int n, int m) {
        double kept = x[n];
        x[n] = x[m];
        x[m] = kept;
    }
}
