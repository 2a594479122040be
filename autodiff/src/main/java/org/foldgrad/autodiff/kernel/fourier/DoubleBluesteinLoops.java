package org.foldgrad.autodiff.kernel.fourier;

/**
 * A transform of any length as a convolution: with kt = (k^2 + t^2 - (k-t)^2) / 2, X[k] = v[k] sum over t of (x[t] v[t]) conj(v[k-t]),
 * v[t] = e^(-pi i t^2 / n) (Bluestein, IEEE Trans. Audio Electroacoustics 18, 1970).
 */
@SuppressWarnings("cast") // of the float twin
final class DoubleBluesteinLoops extends DoubleComplexFftLoops {
    private final DoubleComplexFftLoops inner;
    private final double[] chirpRe;
    private final double[] chirpIm;
    private final double[] filterRe;
    private final double[] filterIm;

    DoubleBluesteinLoops(int n) {
        super(n);
        int size = Math.toIntExact(Long.highestOneBit(2L * n - 1) * 2);
        inner = DoubleComplexFftLoops.of(size);
        chirpRe = new double[n];
        chirpIm = new double[n];
        filterRe = new double[size];
        filterIm = new double[size];
        for (int t = 0; t < n; t++) {
            long turn = (long) t * t % (2L * n);
            chirpRe[t] = (double) RootsOfUnity.cos(turn, 2L * n);
            chirpIm[t] = (double) RootsOfUnity.minusSin(turn, 2L * n);
            int mirror = (size - t) % size;
            filterRe[t] = chirpRe[t];
            filterRe[mirror] = chirpRe[t];
            filterIm[t] = -chirpIm[t];
            filterIm[mirror] = -chirpIm[t];
        }
        inner.transform(filterRe, filterIm);
    }

    @Override
    void transform(double[] re, double[] im) {
        int size = inner.length();
        double[] ar = new double[size];
        double[] ai = new double[size];
        for (int t = 0; t < length(); t++) {
            ar[t] = re[t] * chirpRe[t] - im[t] * chirpIm[t];
            ai[t] = re[t] * chirpIm[t] + im[t] * chirpRe[t];
        }
        inner.transform(ar, ai);
        for (int k = 0; k < size; k++) {
            double r = ar[k] * filterRe[k] - ai[k] * filterIm[k];
            ai[k] = ar[k] * filterIm[k] + ai[k] * filterRe[k];
            ar[k] = r;
        }
        inner.transform(ai, ar);
        for (int k = 0; k < length(); k++) {
            double r = ar[k] / size;
            double i = ai[k] / size;
            re[k] = r * chirpRe[k] - i * chirpIm[k];
            im[k] = r * chirpIm[k] + i * chirpRe[k];
        }
    }
}
