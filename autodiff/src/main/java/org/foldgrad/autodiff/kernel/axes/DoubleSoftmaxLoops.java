package org.foldgrad.autodiff.kernel.axes;

import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Cost;
import org.foldgrad.autodiff.kernel.Threads;
import org.foldgrad.autodiff.kernel.emit.Kernel;
import org.foldgrad.autodiff.kernel.emit.Kernels;

/** Softmax and its kin. */
@SuppressWarnings("cast") // of the float twin
final class DoubleSoftmaxLoops implements SoftmaxLoops<double[]> {
    /** Where the sum of e^(x - x[0]) is below this no difference is above 22 and nothing that counts is lost: the row need not be read for its largest. */
    private static final double NEAR = (double) 0x1p32;

    private final Backend backend;
    private final DoubleReduceLoops reduce;
    /** The scalar a program reads. */
    private final double[] scalar = new double[1];
    /** The sum a program writes. */
    private final double[] sum = new double[1];

    DoubleSoftmaxLoops(Backend backend) {
        this.backend = backend;
        reduce = (DoubleReduceLoops) ReduceLoops.of(sum, backend);
    }

    /** What is done with some of the rows; the loops have scratch space of their own. */
    private interface Rows {
        void run(DoubleSoftmaxLoops loops, int from, int to);
    }

    private void inParts(int rows, int n, Rows part) {
        Threads.run(0, rows, Cost.SOFTMAX * n, (from, to) -> part.run(new DoubleSoftmaxLoops(backend), from, to));
    }

    @Override
    public void softmax(double[] x, int rows, int n, double[] y) {
        inParts(rows, n, (loops, from, to) -> loops.softmax(x, from, to, n, y));
    }

    private void softmax(double[] x, int from, int to, int n, double[] y) {
        Kernel<double[]> exponentials = Kernels.f64(EXPONENTIALS, backend);
        Kernel<double[]> scaled = Kernels.f64(SCALED, backend);
        double[][] in = {x, scalar};
        double[][] out = {y, sum};
        double[][] again = {y, scalar};
        for (int row = from; row < to; row++) {
            scalar[0] = x[row * n];
            exponentials.run(in, out, row * n, row * n + n);
            if (!(sum[0] < NEAR)) {
                scalar[0] = shift(x, row * n, n);
                exponentials.run(in, out, row * n, row * n + n);
            }
            scalar[0] = 1 / sum[0];
            scaled.run(again, out, row * n, row * n + n);
        }
    }

    @Override
    public void logSoftmax(double[] x, int rows, int n, double[] y) {
        inParts(rows, n, (loops, from, to) -> loops.logSoftmax(x, from, to, n, y));
    }

    private void logSoftmax(double[] x, int from, int to, int n, double[] y) {
        Kernel<double[]> exponentials = Kernels.f64(EXPONENTIAL_SUM, backend);
        Kernel<double[]> shifted = Kernels.f64(SHIFTED, backend);
        double[][] in = {x, scalar};
        double[][] out = {y};
        for (int row = from; row < to; row++) {
            scalar[0] = logSumExp(exponentials, in, row * n, n);
            shifted.run(in, out, row * n, row * n + n);
        }
    }

    @Override
    public void logSumExp(double[] x, int rows, int n, double[] y) {
        inParts(rows, n, (loops, from, to) -> loops.logSumExp(x, from, to, n, y));
    }

    private void logSumExp(double[] x, int from, int to, int n, double[] y) {
        Kernel<double[]> exponentials = Kernels.f64(EXPONENTIAL_SUM, backend);
        double[][] in = {x, scalar};
        for (int row = from; row < to; row++) {
            y[row] = logSumExp(exponentials, in, row * n, n);
        }
    }

    private double logSumExp(Kernel<double[]> exponentials, double[][] in, int from, int n) {
        double shift = shift(in[0], from, n);
        scalar[0] = shift;
        exponentials.run(in, new double[][] {sum}, from, from + n);
        return (double) (shift + Math.log(sum[0]));
    }

    @Override
    public void softmaxGradient(double[] y, double[] dy, int rows, int n, double[] dx) {
        inParts(rows, n, (loops, from, to) -> loops.softmaxGradient(y, dy, from, to, n, dx));
    }

    private void softmaxGradient(double[] y, double[] dy, int from, int to, int n, double[] dx) {
        Kernel<double[]> dot = Kernels.f64(DOT, backend);
        Kernel<double[]> centred = Kernels.f64(CENTRED, backend);
        double[][] factors = {y, dy};
        double[][] total = {scalar};
        double[][] in = {y, dy, scalar};
        double[][] out = {dx};
        for (int row = from; row < to; row++) {
            dot.run(factors, total, row * n, row * n + n);
            centred.run(in, out, row * n, row * n + n);
        }
    }

    /** The largest element of a row; 0 where it is infinite, which would make NaN of it all. */
    private double shift(double[] x, int from, int n) {
        double max = reduce.rowMax(x, from, n);
        return Double.isInfinite(max) ? 0 : max;
    }
}
