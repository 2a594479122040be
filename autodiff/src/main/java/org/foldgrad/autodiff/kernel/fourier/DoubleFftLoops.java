package org.foldgrad.autodiff.kernel.fourier;

import java.util.Arrays;

/** Real transforms by complex ones: of half the length where n is even. */
@SuppressWarnings("cast") // of the float twin
final class DoubleFftLoops implements FftLoops<double[]> {
    @Override
    public void forward(double[] x, int rows, int n, double[] y) {
        if (n == 0) {
            return;
        }
        DoubleComplexFftLoops plan = DoubleComplexFftLoops.of(n % 2 == 0 ? n / 2 : n);
        double[] re = new double[plan.length()];
        double[] im = new double[plan.length()];
        double[] roots = n % 2 == 0 ? roots(n) : null;
        for (int row = 0; row < rows; row++) {
            int from = row * n;
            int to = row * (n / 2 + 1) * 2;
            if (n % 2 == 0) {
                for (int j = 0; j < n / 2; j++) {
                    re[j] = x[from + 2 * j];
                    im[j] = x[from + 2 * j + 1];
                }
                plan.transform(re, im);
                untangle(re, im, roots, y, to);
            } else {
                System.arraycopy(x, from, re, 0, n);
                Arrays.fill(im, 0);
                plan.transform(re, im);
                for (int k = 0; k <= n / 2; k++) {
                    y[to + 2 * k] = re[k];
                    y[to + 2 * k + 1] = im[k];
                }
            }
        }
    }

    /**
     * From Z, the transform of x[2j] + i x[2j+1]: X[k] = (Z[k] + conj Z[h-k]) / 2 - i w^k (Z[k] - conj Z[h-k]) / 2, w = e^(-2 pi i / n), h
     * = n/2.
     */
    private static void untangle(double[] re, double[] im, double[] roots, double[] y, int to) {
        int h = re.length;
        for (int k = 0; k <= h; k++) {
            int a = k % h;
            int b = (h - k) % h;
            double evenRe = (re[a] + re[b]) / 2;
            double evenIm = (im[a] - im[b]) / 2;
            double oddRe = (im[a] + im[b]) / 2;
            double oddIm = (re[b] - re[a]) / 2;
            double c = roots[2 * k];
            double s = roots[2 * k + 1];
            y[to + 2 * k] = evenRe + (c * oddRe - s * oddIm);
            y[to + 2 * k + 1] = evenIm + (c * oddIm + s * oddRe);
        }
    }

    @Override
    public void inverse(double[] x, int rows, int n, double[] y) {
        if (n == 0) {
            return;
        }
        DoubleComplexFftLoops plan = DoubleComplexFftLoops.of(n % 2 == 0 ? n / 2 : n);
        double[] re = new double[plan.length()];
        double[] im = new double[plan.length()];
        double[] roots = n % 2 == 0 ? roots(n) : null;
        for (int row = 0; row < rows; row++) {
            int from = row * (n / 2 + 1) * 2;
            int to = row * n;
            if (n % 2 == 0) {
                tangle(x, from, roots, re, im);
                plan.transform(im, re);
                for (int j = 0; j < n / 2; j++) {
                    y[to + 2 * j] = re[j] / n;
                    y[to + 2 * j + 1] = im[j] / n;
                }
            } else {
                re[0] = x[from];
                im[0] = 0;
                for (int k = 1; k <= n / 2; k++) {
                    re[k] = x[from + 2 * k];
                    re[n - k] = x[from + 2 * k];
                    im[k] = x[from + 2 * k + 1];
                    im[n - k] = -x[from + 2 * k + 1];
                }
                plan.transform(im, re);
                for (int j = 0; j < n; j++) {
                    y[to + j] = re[j] / n;
                }
            }
        }
    }

    /** The reverse of {@link #untangle}, times 2: Z[k] = X[k] + conj X[h-k] + i conj(w^k) (X[k] - conj X[h-k]). */
    private static void tangle(double[] x, int from, double[] roots, double[] re, double[] im) {
        int h = re.length;
        for (int k = 0; k < h; k++) {
            int a = from + 2 * k;
            int b = from + 2 * (h - k);
            double aIm = k == 0 ? 0 : x[a + 1];
            double bIm = k == 0 ? 0 : x[b + 1];
            double diffRe = x[a] - x[b];
            double diffIm = aIm + bIm;
            double c = roots[2 * k];
            double s = -roots[2 * k + 1];
            re[k] = x[a] + x[b] - (c * diffIm + s * diffRe);
            im[k] = aIm - bIm + (c * diffRe - s * diffIm);
        }
    }

    /** e^(-2 pi i k / n), k = 0 .. n/2. */
    private static double[] roots(int n) {
        double[] roots = new double[n + 2];
        for (int k = 0; k <= n / 2; k++) {
            roots[2 * k] = (double) RootsOfUnity.cos(k, n);
            roots[2 * k + 1] = (double) RootsOfUnity.minusSin(k, n);
        }
        return roots;
    }
}
