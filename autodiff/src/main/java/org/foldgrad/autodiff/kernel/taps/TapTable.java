package org.foldgrad.autodiff.kernel.taps;

import org.foldgrad.autodiff.kernel.Backend;

/**
 * The weights of an interpolation kernel as polynomials. A position is {@code cell + fraction}; the {@code taps} samples around it are
 * numbered t = 0..taps-1, sample {@code cell - taps/2 + 1 + t}. The unit interval of fractions is cut into {@code pieces} equal parts; in
 * part p, with {@code r = fraction * pieces - p},
 *
 * <pre>  weight[t] = sum over d of coefficients[(p * (degree + 1) + d) * taps + t] * r^d</pre>
 */
public final class TapTable {
    /** The forms of weights that have a loop of their own. */
    enum Form {
        /** {@code 1 - f} and f: the only kernel of two taps. */
        LINES,
        /** -1 and 1. */
        SLOPES_OF_LINES,
        /** Four polynomials of degree 3 at most, each over the whole interval. */
        CUBICS,
        /** Anything. */
        ANY
    }

    private static final boolean VECTORS = Backend.chosen() != Backend.SCALAR;
    /** Taps from which vectors of them pay. */
    private static final int MANY = 8;

    private final int order;
    private final int pieces;
    private final int taps;
    private final int degree;
    private final double[] coefficients;
    private TapTable derivative;

    private TapTable(int order, int pieces, int taps, int degree, double[] coefficients) {
        this.order = order;
        this.pieces = pieces;
        this.taps = taps;
        this.degree = degree;
        this.coefficients = coefficients;
    }

    /** The table of a kernel: {@code coefficients} with taps fastest, then powers from the lowest, then pieces. {@code taps} is even. */
    public TapTable(int pieces, int taps, int degree, double[] coefficients) {
        this(0, pieces, taps, degree, coefficients);
    }

    /** How often the kernel was differentiated. */
    public int order() {
        return order;
    }

    /** Parts of the unit interval. */
    public int pieces() {
        return pieces;
    }

    /** Samples that enter, an even number. */
    public int taps() {
        return taps;
    }

    double[] coefficients() {
        return coefficients;
    }

    /** The table of the derivative with respect to the position, of the same degree with a zero on top. */
    public TapTable derivative() {
        if (derivative == null) {
            derivative = differentiated();
        }
        return derivative;
    }

    private TapTable differentiated() {
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
        int done = VECTORS && taps >= MANY ? TapVectors.weights(coefficients, bottom, taps, degree, r, weights) : 0;
        for (int t = done; t < taps; t++) {
            int row = bottom + t + degree * taps;
            double w = coefficients[row];
            while (row > bottom + t) {
                row -= taps;
                w = Math.fma(w, r, coefficients[row]);
            }
            weights[t] = w;
        }
    }

    /** Which loop these weights are for. */
    Form form() {
        if (pieces > 1 || degree != taps - 1) {
            return Form.ANY;
        }
        return switch (taps) {
            case 2 -> order == 0 ? Form.LINES : order == 1 ? Form.SLOPES_OF_LINES : Form.ANY;
            case 4 -> Form.CUBICS;
            default -> Form.ANY;
        };
    }

    private int at(int piece, int power) {
        return (piece * (degree + 1) + power) * taps;
    }
}
