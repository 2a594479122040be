package org.foldgrad.autodiff.kernel;

/** Softmax and its kin. */
@SuppressWarnings("cast") // of the float twin
final class DoubleSoftmaxLoops implements SoftmaxLoops<double[]> {
    private final Backend backend;
    private final ReduceLoops<double[]> reduce;
    /** The scalar a program reads. */
    private final double[] scalar = new double[1];
    /** The sum a program writes. */
    private final double[] sum = new double[1];

    DoubleSoftmaxLoops(Backend backend) {
        this.backend = backend;
        reduce = ReduceLoops.of(sum, backend);
    }

    @Override
    public void softmax(double[] x, int rows, int n, double[] y) {
        Kernel<double[]> exponentials = Kernels.f64(EXPONENTIALS, backend);
        Kernel<double[]> scaled = Kernels.f64(SCALED, backend);
        double[][] in = {x, scalar};
        double[][] out = {y, sum};
        double[][] again = {y, scalar};
        double[] shift = shifts(x, rows, n);
        for (int row = 0; row < rows; row++) {
            scalar[0] = shift[row];
            exponentials.run(in, out, row * n, row * n + n);
            scalar[0] = 1 / sum[0];
            scaled.run(again, out, row * n, row * n + n);
        }
    }

    @Override
    public void logSoftmax(double[] x, int rows, int n, double[] y) {
        double[] logs = new double[rows];
        logSumExp(x, rows, n, logs);
        Kernel<double[]> shifted = Kernels.f64(SHIFTED, backend);
        double[][] in = {x, scalar};
        double[][] out = {y};
        for (int row = 0; row < rows; row++) {
            scalar[0] = logs[row];
            shifted.run(in, out, row * n, row * n + n);
        }
    }

    @Override
    public void logSumExp(double[] x, int rows, int n, double[] y) {
        Kernel<double[]> exponentials = Kernels.f64(EXPONENTIAL_SUM, backend);
        double[][] in = {x, scalar};
        double[][] out = {sum};
        double[] shift = shifts(x, rows, n);
        for (int row = 0; row < rows; row++) {
            scalar[0] = shift[row];
            exponentials.run(in, out, row * n, row * n + n);
            y[row] = (double) (shift[row] + Math.log(sum[0]));
        }
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

    /** The largest element of each row; 0 where it is infinite, which would make NaN of it all. */
    private double[] shifts(double[] x, int rows, int n) {
        double[] shift = new double[rows];
        if (n > 0) {
            reduce.max(x, rows, n, 1, shift);
        }
        for (int row = 0; row < rows; row++) {
            shift[row] = Double.isInfinite(shift[row]) ? 0 : shift[row];
        }
        return shift;
    }
}
