package org.foldgrad.pitch.track;

/**
 * Probability that a frame is voiced and its f0 within 50 cents: logistic regression on the posterior log odds of voice and on the two
 * folds, fitted on recordings with a reference, each recording weighing the same.
 */
final class Confidence {
    private static final double OFFSET = -1.931;
    private static final double VOICE = 0.373;
    private static final double LATTICE = 0.248;
    private static final double CYCLE = 0.756;
    /** Log odds beyond this say no more. */
    private static final double SURE = 8;

    private Confidence() {
    }

    /**
     * @param voice   posterior log odds of voice
     * @param lattice fold correlation on the lattice
     * @param cycle   correlation of the cycle with the better of its neighbours
     */
    static double of(double voice, double lattice, double cycle) {
        double odds = Math.max(-SURE, Math.min(SURE, voice));
        double sum = OFFSET + VOICE * odds + LATTICE * Voicing.fisher(lattice) + CYCLE * Voicing.fisher(cycle);
        return 1 / (1 + Math.exp(-sum));
    }
}
