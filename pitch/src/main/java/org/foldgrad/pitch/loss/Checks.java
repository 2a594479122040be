package org.foldgrad.pitch.loss;

/** Refusals shared by the losses: each says what is wrong, where, and what would be right. */
final class Checks {
    private Checks() {
    }

    static double[] audio(double[] audio) {
        if (audio.length == 0) {
            throw new IllegalArgumentException("the audio has no samples; a fold loss needs at least two periods of it");
        }
        for (int n = 0; n < audio.length; n++) {
            if (!Double.isFinite(audio[n])) {
                throw new IllegalArgumentException("sample " + n + " of the audio is " + audio[n] + "; every sample must be finite");
            }
        }
        return audio;
    }

    /** Checks log2 periods against the audio's length and returns the distance between knots that covers it, N / P samples. */
    static double knots(double[] theta, int samples) {
        if (theta.length < 2) {
            throw new IllegalArgumentException("an envelope needs at least 2 knots, not " + theta.length);
        }
        double top = Math.log(samples / 2.0) / Math.log(2);
        for (int p = 0; p < theta.length; p++) {
            if (!(theta[p] >= 1 && theta[p] <= top)) {
                throw new IllegalArgumentException("knot " + p + " has log2 period " + theta[p] + "; periods must lie between 2 samples and half the audio ("
                    + samples / 2.0 + " samples), so between 1 and " + top);
            }
        }
        return (double) samples / theta.length;
    }
}
