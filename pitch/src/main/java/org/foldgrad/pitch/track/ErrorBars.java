package org.foldgrad.pitch.track;

/**
 * One standard deviation of a knot's error in cents.
 *
 * <p>The curvature of the loss at the optimum, with residuals weighed by their own variance, gives a standard deviation s. It is too sure of clear
 * tones (the prior's width shows) and of irregular voice (neighbouring residuals are not independent), so it is calibrated:
 * SCALE s^POWER (departure + 0.1)^0.17 (bend + 0.1)^0.25, all in cents, where departure is how far the descent moved the knot and bend how sharply
 * the envelope turns there. The law is the maximum-likelihood one over synthetic clips with exact truth.
 */
final class ErrorBars {
    private static final double SCALE = 0.71;
    private static final double POWER = 1.65;
    private static final double DEPARTURE = 0.17;
    private static final double BEND = 0.25;
    /** What departure and bend are told apart from nothing at, cents. */
    private static final double LEAST = 0.1;

    private ErrorBars() {
    }

    /**
     * @param s         standard deviation by the curvature, octaves
     * @param departure refined less lattice period, octaves
     * @param bend      second difference of the envelope, octaves
     */
    static double cents(double s, double departure, double bend) {
        return SCALE * Math.pow(1200 * s, POWER) * Math.pow(1200 * Math.abs(departure) + LEAST, DEPARTURE)
            * Math.pow(1200 * Math.abs(bend) + LEAST, BEND);
    }
}
