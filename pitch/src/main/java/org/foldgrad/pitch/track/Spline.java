package org.foldgrad.pitch.track;

/** A signal read at real-valued positions through the cubic B-spline that passes through every sample (Unser 1999); zero beyond the ends. */
final class Spline {
    /** Pole of the prefilter. */
    private static final double POLE = Math.sqrt(3) - 2;
    private final double[] c;

    Spline(double[] x) {
        c = x.clone();
        for (int n = 1; n < c.length; n++) {
            c[n] += POLE * c[n - 1];
        }
        int last = c.length - 1;
        c[last] *= -POLE / (1 - POLE * POLE);
        for (int n = last - 1; n >= 0; n--) {
            c[n] = POLE * (c[n + 1] - c[n]);
        }
        for (int n = 0; n < c.length; n++) {
            c[n] *= 6;
        }
    }

    double value(double t) {
        int n = (int) Math.floor(t);
        if (n < 1 || n + 2 >= c.length) {
            return 0;
        }
        double u = t - n;
        double v = 1 - u;
        return (v * v * v * c[n - 1] + (4 - 3 * u * u * (1 + v)) * c[n] + (4 - 3 * v * v * (1 + u)) * c[n + 1] + u * u * u * c[n + 2]) / 6;
    }

    double slope(double t) {
        int n = (int) Math.floor(t);
        if (n < 1 || n + 2 >= c.length) {
            return 0;
        }
        double u = t - n;
        double v = 1 - u;
        return 0.5 * (u * u * c[n + 2] - v * v * c[n - 1]) + (1.5 * u * u - 2 * u) * c[n] + (2 * v - 1.5 * v * v) * c[n + 1];
    }
}
