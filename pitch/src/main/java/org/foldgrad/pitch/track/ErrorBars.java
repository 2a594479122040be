package org.foldgrad.pitch.track;

/**
 * One standard deviation of a knot's error: SCALE s^POWER cents, s the standard deviation in cents by the curvature of the loss at
 * the optimum.
 *
 * <p>The curvature, with every residual weighed by its own variance, orders the knots rightly but is too cautious of clear tones (the
 * prior's width shows) and too sure of irregular voice (neighbouring residuals are not independent). The power law is the one of
 * maximum likelihood over synthetic clips with exact truth; the scale makes one standard deviation hold a little over two thirds of
 * the errors.
 */
final class ErrorBars {
    private static final double SCALE = 0.49;
    private static final double POWER = 2.1;

    private ErrorBars() {
    }

    /** @param variance variance of log2 period by the curvature */
    static double cents(double variance) {
        return SCALE * Math.pow(1200 * Math.sqrt(variance), POWER);
    }
}
