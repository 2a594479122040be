package org.foldgrad.autodiff.kernel.dense;

import org.foldgrad.autodiff.kernel.emit.Partials;
import org.foldgrad.autodiff.kernel.emit.Program;

/** Dot products in plain Java. */
final class DoubleDotLoops implements Dot<double[]> {
    private static final int LANES = Program.PARTIALS;

    @Override
    public void addDots(int rows, int n, double[] a, int from, int stride, double[] b, int offset, double[] c, int to, int step) {
        double[] partial = new double[LANES];
        for (int i = 0; i < rows; i++) {
            int p = from + i * stride;
            int whole = n / LANES * LANES;
            for (int lane = 0; lane < LANES; lane += 4) {
                sumFour(whole, a, p, b, offset, lane, partial);
            }
            for (int k = whole; k < n; k++) {
                partial[k - whole] = Math.fma(a[p + k], b[offset + k], partial[k - whole]);
            }
            c[to + i * step] += Partials.combine(partial);
        }
    }

    /** Four partial sums at once: one chain of dependent multiply-adds leaves the processor idle three quarters of the time. */
    private static void sumFour(int n, double[] a, int p, double[] b, int q, int lane, double[] partial) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int k = lane; k < n; k += LANES) {
            s0 = Math.fma(a[p + k], b[q + k], s0);
            s1 = Math.fma(a[p + k + 1], b[q + k + 1], s1);
            s2 = Math.fma(a[p + k + 2], b[q + k + 2], s2);
            s3 = Math.fma(a[p + k + 3], b[q + k + 3], s3);
        }
        partial[lane] = s0;
        partial[lane + 1] = s1;
        partial[lane + 2] = s2;
        partial[lane + 3] = s3;
    }
}
