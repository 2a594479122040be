package org.foldgrad.autodiff.kernel.taps;

/** The coefficients of cubic B-splines, and the adjoint. Locals declared {@code var} have 64 bits whatever the element type. */
@SuppressWarnings("cast")
final class DoubleSplineLoops implements SplineLoops<double[]> {
    @Override
    public void coefficients(Edge edge, double[] samples, int row, int size, double[] out, int at) {
        int last = size + 2 * MARGIN - 1;
        var state = START * sample(edge, samples, row, size, 0);
        out[at] = (double) state;
        for (int k = 1; k <= last; k++) {
            state = Math.fma(POLE, state, 6.0 * sample(edge, samples, row, size, k));
            out[at + k] = (double) state;
        }
        state = sample(edge, samples, row, size, last);
        out[at + last] = (double) state;
        for (int k = last - 1; k >= 0; k--) {
            state = POLE * (state - out[at + k]);
            out[at + k] = (double) state;
        }
    }

    @Override
    public void adjoint(Edge edge, double[] gradient, int row, int size, double[] cotangent, int at) {
        int last = size + 2 * MARGIN - 1;
        var state = 0.0;
        for (int k = 0; k < last; k++) {
            state = Math.fma(POLE, state, cotangent[at + k]);
            cotangent[at + k] = (double) (-POLE * state);
        }
        add(edge, gradient, row, size, last, (double) Math.fma(POLE, state, cotangent[at + last]));
        state = 0.0;
        for (int k = last - 1; k > 0; k--) {
            state = Math.fma(POLE, state, cotangent[at + k]);
            add(edge, gradient, row, size, k, (double) (6.0 * state));
        }
        add(edge, gradient, row, size, 0, (double) (START * Math.fma(POLE, state, cotangent[at])));
    }

    private static double sample(Edge edge, double[] samples, int row, int size, int k) {
        int n = edge.resolve(k - MARGIN, size);
        return n < 0 ? 0 : samples[row + n];
    }

    private static void add(Edge edge, double[] gradient, int row, int size, int k, double g) {
        int n = edge.resolve(k - MARGIN, size);
        if (n >= 0) {
            gradient[row + n] += g;
        }
    }
}
