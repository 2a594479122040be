package org.foldgrad.pitch.track;

/**
 * What a user may ask of {@link PitchTracker}. The defaults suit speech, singing and single instruments alike.
 *
 * @param fmin lowest f0 looked for, Hz, at least 10
 * @param fmax highest f0 looked for, Hz, at most 4500
 * @param hop  seconds between the frames of the result; it sets where the contour is read, not how it is found
 */
public record TrackOptions(double fmin, double fmax, double hop) {
    /** Seconds: closer frames tell nothing more, and soon fill the memory. */
    private static final double SHORTEST_HOP = 1e-4;
    /** Hz: slower cycles are no tone, and to look for them takes ever longer. */
    private static final double LOWEST = 10;
    private static final TrackOptions DEFAULTS = new TrackOptions(40, 2100, 0.005);

    /** Refuses limits that are not in order or beyond what can be heard, and a hop below 0.1 ms. */
    public TrackOptions {
        if (!(fmin >= LOWEST) || !(fmax > fmin) || !Double.isFinite(fmax)) {
            throw new IllegalArgumentException("fmin " + fmin + " Hz and fmax " + fmax + " Hz: need " + LOWEST + " <= fmin < fmax");
        }
        if (fmax > Signal.CUTOFF) {
            throw new IllegalArgumentException("fmax " + fmax + " Hz: need " + Signal.CUTOFF + " Hz at most, for nothing above is heard");
        }
        if (!(hop >= SHORTEST_HOP) || !Double.isFinite(hop)) {
            throw new IllegalArgumentException("hop " + hop + " s: need a number of seconds, at least 0.0001");
        }
    }

    /** fmin 40 Hz, fmax 2100 Hz (C7, the top of a flute or a soprano), hop 5 ms. */
    public static TrackOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another lowest f0, Hz. */
    public TrackOptions withFmin(double hz) {
        return new TrackOptions(hz, fmax, hop);
    }

    /** The same with another highest f0, Hz. */
    public TrackOptions withFmax(double hz) {
        return new TrackOptions(fmin, hz, hop);
    }

    /** The same with another hop, seconds. */
    public TrackOptions withHop(double seconds) {
        return new TrackOptions(fmin, fmax, seconds);
    }
}
