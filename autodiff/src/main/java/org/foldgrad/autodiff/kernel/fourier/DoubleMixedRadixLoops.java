package org.foldgrad.autodiff.kernel.fourier;

/**
 * Stockham's passes: factor r of the remaining length m r turns s interleaved transforms of length m r into s r of length m, already in
 * order.
 */
@SuppressWarnings("cast") // of the float twin
final class DoubleMixedRadixLoops extends DoubleComplexFftLoops {
    private final int[] factors;
    /** e^(-2 pi i k / length), real and imaginary part. */
    private final double[] rootsRe;
    private final double[] rootsIm;

    DoubleMixedRadixLoops(int length) {
        super(length);
        factors = Factors.of(length);
        rootsRe = new double[length];
        rootsIm = new double[length];
        for (int k = 0; k < length; k++) {
            rootsRe[k] = (double) RootsOfUnity.cos(k, length);
            rootsIm[k] = (double) RootsOfUnity.minusSin(k, length);
        }
    }

    @Override
    void transform(double[] re, double[] im) {
        double[] xr = re;
        double[] xi = im;
        double[] yr = new double[length()];
        double[] yi = new double[length()];
        int s = 1;
        for (int r : factors) {
            int m = length() / s / r;
            switch (r) {
                case 2 -> passTwo(m, s, xr, xi, yr, yi);
                case 4 -> passFour(m, s, xr, xi, yr, yi);
                default -> pass(r, m, s, xr, xi, yr, yi);
            }
            double[] swap = xr;
            xr = yr;
            yr = swap;
            swap = xi;
            xi = yi;
            yi = swap;
            s *= r;
        }
        if (xr != re) {
            System.arraycopy(xr, 0, re, 0, length());
            System.arraycopy(xi, 0, im, 0, length());
        }
    }

    private void passTwo(int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
        for (int p = 0; p < m; p++) {
            double c = rootsRe[p * s];
            double d = rootsIm[p * s];
            for (int q = 0; q < s; q++) {
                int a = q + s * p;
                int b = a + s * m;
                int to = q + s * 2 * p;
                double re = xr[a] - xr[b];
                double im = xi[a] - xi[b];
                yr[to] = xr[a] + xr[b];
                yi[to] = xi[a] + xi[b];
                yr[to + s] = re * c - im * d;
                yi[to + s] = re * d + im * c;
            }
        }
    }

    private void passFour(int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
        for (int p = 0; p < m; p++) {
            double c1 = rootsRe[p * s];
            double d1 = rootsIm[p * s];
            double c2 = rootsRe[2 * p * s];
            double d2 = rootsIm[2 * p * s];
            double c3 = rootsRe[3 * p * s];
            double d3 = rootsIm[3 * p * s];
            for (int q = 0; q < s; q++) {
                int a = q + s * p;
                int b = a + s * m;
                int c = b + s * m;
                int d = c + s * m;
                int to = q + s * 4 * p;
                double sumRe = xr[a] + xr[c];
                double sumIm = xi[a] + xi[c];
                double difRe = xr[a] - xr[c];
                double difIm = xi[a] - xi[c];
                double otherRe = xr[b] + xr[d];
                double otherIm = xi[b] + xi[d];
                double turnRe = xi[b] - xi[d];
                double turnIm = xr[d] - xr[b];
                yr[to] = sumRe + otherRe;
                yi[to] = sumIm + otherIm;
                double re = difRe + turnRe;
                double im = difIm + turnIm;
                yr[to + s] = re * c1 - im * d1;
                yi[to + s] = re * d1 + im * c1;
                re = sumRe - otherRe;
                im = sumIm - otherIm;
                yr[to + 2 * s] = re * c2 - im * d2;
                yi[to + 2 * s] = re * d2 + im * c2;
                re = difRe - turnRe;
                im = difIm - turnIm;
                yr[to + 3 * s] = re * c3 - im * d3;
                yi[to + 3 * s] = re * d3 + im * c3;
            }
        }
    }

    private void pass(int r, int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
        int turn = length() / r;
        for (int p = 0; p < m; p++) {
            for (int k = 0; k < r; k++) {
                double c = rootsRe[k * p * s];
                double d = rootsIm[k * p * s];
                for (int q = 0; q < s; q++) {
                    double re = 0;
                    double im = 0;
                    for (int j = 0; j < r; j++) {
                        int at = q + s * (p + m * j);
                        double wr = rootsRe[j * k % r * turn];
                        double wi = rootsIm[j * k % r * turn];
                        re += xr[at] * wr - xi[at] * wi;
                        im += xr[at] * wi + xi[at] * wr;
                    }
                    int to = q + s * (r * p + k);
                    yr[to] = re * c - im * d;
                    yi[to] = re * d + im * c;
                }
            }
        }
    }
}
