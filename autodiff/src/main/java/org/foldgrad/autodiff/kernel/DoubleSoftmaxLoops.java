package org.foldgrad.autodiff.kernel;

/** Softmax and its kin. */
@SuppressWarnings("cast") // of the float twin
final class DoubleSoftmaxLoops implements SoftmaxLoops<double[]> {
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

    @Override
    public void softmax(double[] x, int rows, int n, double[] y) {
        Kernel<double[]> exponentials = Kernels.f64(EXPONENTIALS, backend);
        Kernel<double[]> scaled = Kernels.f64(SCALED, backend);
        double[][] in = {x, scalar};
        double[][] out = {y, sum};
        double[][] again = {y, scalar};
        for (int row = 0; row < rows; row++) {
            scalar[0] = shift(x, row * n, n);
            exponentials.run(in, out, row * n, row * n + n);
            scalar[0] = 1 / sum[0];
            scaled.run(again, out, row * n, row * n + n);
        }
    }

    @Override
    public void logSoftmax(double[] x, int rows, int n, double[] y) {
        Kernel<double[]> exponentials = Kernels.f64(EXPONENTIAL_SUM, backend);
        Kernel<double[]> shifted = Kernels.f64(SHIFTED, backend);
        double[][] in = {x, scalar};
        double[][] out = {y};
        for (int row = 0; row < rows; row++) {
            scalar[0] = logSumExp(exponentials, in, row * n, n);
            shifted.run(in, out, row * n, row * n + n);
        }
    }

    @Override
    public void logSumExp(double[] x, int rows, int n, double[] y) {
        Kernel<double[]> exponentials = Kernels.f64(EXPONENTIAL_SUM, backend);
        double[][] in = {x, scalar};
        for (int row = 0; row < rows; row++) {
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
        Kernel<double[]> dot = Kernels.f64(DOT, backend);
        Kernel<double[]> centred = Kernels.f64(CENTRED, backend);
        double[][] factors = {y, dy};
        double[][] total = {scalar};
        double[][] in = {y, dy, scalar};
        double[][] out = {dx};
        for (int row = 0; row < rows; row++) {
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
