package org.foldgrad.pitch.track;

/**
 * A pitch contour as any tool may give it: f0 at given times.
 *
 * @param times     seconds, not decreasing, finite
 * @param frequency f0 in Hz, one for each time; 0 or NaN = unvoiced, negative = unvoiced, but |f0| if it were voiced
 */
public record Contour(double[] times, double[] frequency) {
    /** A contour with no frames. */
    public static final Contour EMPTY = new Contour(new double[0], new double[0]);

    /** @throws IllegalArgumentException if the lengths differ, a time is not finite or the times decrease */
    public Contour {
        if (times.length != frequency.length) {
            throw new IllegalArgumentException(
                "a contour needs one frequency for each time, but has " + times.length + " times and " + frequency.length + " frequencies");
        }
        for (int i = 0; i < times.length; i++) {
            if (!Double.isFinite(times[i]) || i > 0 && times[i] < times[i - 1]) {
                throw new IllegalArgumentException("the times of a contour must be finite and not decrease, but times[" + i + "] = " + times[i]
                    + (i > 0 ? " follows " + times[i - 1] : ""));
            }
        }
    }

    /** The contour of a track, nothing in unvoiced frames. */
    public static Contour of(PitchTrack track) {
        return guessing(track.withoutGuesses());
    }

    /** The contour of a track, its guesses in unvoiced frames negative. */
    public static Contour guessing(PitchTrack track) {
        double[] times = new double[track.frames()];
        double[] frequency = new double[times.length];
        for (int k = 0; k < times.length; k++) {
            times[k] = track.time(k);
            frequency[k] = track.frequency()[k] - track.guess()[k];
        }
        return new Contour(times, frequency);
    }

    /** Number of frames. */
    public int frames() {
        return times.length;
    }
}
