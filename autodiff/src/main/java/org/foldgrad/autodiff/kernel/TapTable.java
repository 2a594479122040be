package org.foldgrad.autodiff.kernel;

/**
 * The weights of an interpolation kernel as polynomials. A position is {@code cell + fraction}; the {@code taps} samples around it are
 * numbered t = 0..taps-1, sample {@code cell - taps/2 + 1 + t}. The unit interval of fractions is cut into {@code pieces} equal parts; in
 * part p, with {@code r = fraction * pieces - p},
 *
 * <pre>  weight[t] = sum over d of coefficients[(p * (degree + 1) + d) * taps + t] * r^d</pre>
 *
 * @param order        how often the kernel was differentiated
 * @param pieces       parts of the unit interval
 * @param taps         samples that enter, an even number
 * @param degree       degree of the polynomials
 * @param coefficients lowest power first within a piece, taps fastest
 */
public record TapTable(int order, int pieces, int taps, int degree, double[] coefficients) {

    /** The table of the derivative with respect to the position, of the same degree with a zero on top. */
    public TapTable derivative() {
        double[] c = new double[coefficients.length];
        for (int p = 0; p < pieces; p++) {
            for (int d = 1; d <= degree; d++) {
                for (int t = 0; t < taps; t++) {
                    c[at(p, d - 1) + t] = pieces * d * coefficients[at(p, d) + t];
                }
            }
        }
        return new TapTable(order + 1, pieces, taps, degree, c);
    }

    /** Writes the weights at {@code fraction} to {@code weights}; outside [0, 1] the polynomials of the nearest piece go on. */
    public void weights(double fraction, double[] weights) {
        double scaled = fraction * pieces;
        int p = Math.clamp((long) scaled, 0, pieces - 1);
        double r = scaled - p;
        int bottom = at(p, 0);
        for (int t = 0; t < taps; t++) {
            int row = bottom + t + degree * taps;
            double w = coefficients[row];
            while (row > bottom + t) {
                row -= taps;
                w = Math.fma(w, r, coefficients[row]);
            }
            weights[t] = w;
        }
    }

    /** Whether each weight is one polynomial of degree taps - 1, as in the kernels of straight lines and of cubics. */
    boolean isPlain() {
        return pieces == 1 && degree == taps - 1;
    }

    private int at(int piece, int power) {
        return (piece * (degree + 1) + power) * taps;
    }
}
