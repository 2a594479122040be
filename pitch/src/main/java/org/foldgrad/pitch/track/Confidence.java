package org.foldgrad.pitch.track;

/**
 * Probability that a frame is voiced and its f0 within 50 cents: logistic regression on the posterior log odds of voice and on the logarithm of the
 * error bar, fitted on recordings with a reference, synthetic and spoken, each recording weighing the same.
 */
final class Confidence {
    private static final double OFFSET = 2.14;
    private static final double VOICE = 0.52;
    private static final double BAR = 1.14;
    /** Log odds beyond this say no more. */
    private static final double SURE = 8;

    private Confidence() {
    }

    /**
     * @param voice posterior log odds of voice
     * @param cents error bar
     */
    static double of(double voice, double cents) {
        double odds = Math.max(-SURE, Math.min(SURE, voice));
        return 1 / (1 + Math.exp(-(OFFSET + VOICE * odds - BAR * Math.log1p(cents))));
    }
}
