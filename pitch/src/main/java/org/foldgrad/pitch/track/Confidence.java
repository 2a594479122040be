package org.foldgrad.pitch.track;

/**
 * Probability that a frame is voiced and its f0 within 50 cents: logistic regression on the posterior log odds of voice, on the logarithm of the
 * error bar and on how sound rings ({@link Ringing}), fitted on recordings with a reference, synthetic and spoken, each recording weighing the same.
 *
 * <p>Where sound rings, a note that has ended folds as well as one that is sung: nothing in the fold tells that it is the wrong one.
 */
final class Confidence {
    private static final double OFFSET = 2.14;
    private static final double VOICE = 0.52;
    private static final double BAR = 1.14;
    /** Less than rooms ask for: steady tones pass for ringing now and then. */
    private static final double RINGING = 0.8;
    /** Log odds beyond this say no more. */
    private static final double SURE = 8;

    private Confidence() {
    }

    /**
     * @param voice   posterior log odds of voice
     * @param cents   error bar
     * @param ringing of the recording, 0 to 1
     */
    static double of(double voice, double cents, double ringing) {
        double odds = Math.max(-SURE, Math.min(SURE, voice));
        return 1 / (1 + Math.exp(-(OFFSET + VOICE * odds - BAR * Math.log1p(cents) - RINGING * ringing)));
    }
}
