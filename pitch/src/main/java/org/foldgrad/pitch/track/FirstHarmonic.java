package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Phase of a stretch's first harmonic: the signal is demodulated by the refined phase phi and averaged under a Hann window over phi,
 *
 * <p>z(q) = sum of (1 + cos(pi (phi(n) - q) / REACH)) x(n) exp(-2 pi i phi(n)) over the samples with phi within REACH of q,
 *
 * <p>so harmonic 1 is at phi + arg z / 2 pi. The window is three exponentials, so running sums of three products give z anywhere.
 */
final class FirstHarmonic {
    /** Half the window's length, cycles. */
    private static final double REACH = 1.5;
    private static final double TURN = 2 * Math.PI;
    private static final double SIDE = Math.PI / REACH;

    private final double[] phi;
    /** Sums before each sample of x exp(-i w phi): real part at 2 n, imaginary at 2 n + 1; w = 2 pi and to its sides. */
    private final double[] middle;
    private final double[] lower;
    private final double[] upper;

    /**
     * @param x      samples
     * @param phi    cycles at each sample from {@code origin} on
     * @param origin sample at which {@code phi} starts
     */
    FirstHarmonic(double[] x, double[] phi, int origin) {
        this.phi = phi;
        middle = new double[2 * phi.length + 2];
        lower = new double[2 * phi.length + 2];
        upper = new double[2 * phi.length + 2];
        for (int n = 0; n < phi.length; n++) {
            double v = origin + n < x.length ? x[origin + n] : 0;
            double re = v * Math.cos(TURN * phi[n]);
            double im = -v * Math.sin(TURN * phi[n]);
            double c = Math.cos(SIDE * phi[n]);
            double s = Math.sin(SIDE * phi[n]);
            add(middle, n, re, im);
            add(lower, n, c * re - s * im, c * im + s * re);
            add(upper, n, c * re + s * im, c * im - s * re);
        }
    }

    private static void add(double[] sums, int n, double re, double im) {
        sums[2 * n + 2] = sums[2 * n] + re;
        sums[2 * n + 3] = sums[2 * n + 1] + im;
    }

    /** Cycles that the first harmonic is ahead of phi when that is {@code q}: -1/2 to 1/2. */
    double lead(double q) {
        int from = 2 * index(q - REACH);
        int to = 2 * index(q + REACH);
        double c = Math.cos(SIDE * q);
        double s = Math.sin(SIDE * q);
        double lowRe = lower[to] - lower[from];
        double lowIm = lower[to + 1] - lower[from + 1];
        double highRe = upper[to] - upper[from];
        double highIm = upper[to + 1] - upper[from + 1];
        double re = middle[to] - middle[from] + 0.5 * (c * (lowRe + highRe) + s * (lowIm - highIm));
        double im = middle[to + 1] - middle[from + 1] + 0.5 * (c * (lowIm + highIm) + s * (highRe - lowRe));
        return Math.atan2(im, re) / TURN;
    }

    private int index(double q) {
        int found = Arrays.binarySearch(phi, q);
        return found < 0 ? -found - 1 : found;
    }
}
