package org.foldgrad.pitch.loss;

import org.foldgrad.autodiff.Tensor;

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

    /** {@code theta}, if it holds {@code knots} log2 periods that fit {@code samples} samples of audio. */
    static Tensor knots(Tensor theta, int knots, int samples) {
        if (theta.shape().rank() != 1 || theta.size() != knots) {
            throw new IllegalArgumentException("the envelope has shape " + theta.shape() + ", the loss was made for [" + knots + "]");
        }
        periods(theta.doubles(), knots, samples);
        return theta;
    }

    /** {@code other}, if it is of the length of the audio the loss was made for. */
    static Tensor like(Tensor audio, Tensor other) {
        if (!other.shape().equals(audio.shape())) {
            throw new IllegalArgumentException("the audio has shape " + other.shape() + ", the loss was made for " + audio.shape());
        }
        return other;
    }

    /** Refuses an envelope whose first {@code knots} numbers are not log2 periods that fit {@code samples} samples of audio. */
    static void periods(double[] theta, int knots, int samples) {
        if (knots < 2) {
            throw new IllegalArgumentException("an envelope needs at least 2 knots, not " + knots);
        }
        double top = Math.log(samples / 2.0) / Math.log(2);
        for (int p = 0; p < knots; p++) {
            if (!(theta[p] >= 1 && theta[p] <= top)) {
                throw new IllegalArgumentException("knot " + p + " has log2 period " + theta[p] + "; periods must lie between 2 samples"
                    + " and half the audio (" + samples / 2.0 + " samples), so between 1 and " + top);
            }
        }
    }

    static void grid(int samples, double spacing, int knots) {
        if (knots < 2) {
            throw new IllegalArgumentException("an envelope needs at least 2 knots, not " + knots);
        }
        if (!(spacing > 0 && (knots - 1) * spacing <= samples)) {
            throw new IllegalArgumentException(knots + " knots " + spacing + " samples apart do not fit the audio's " + samples
                + " samples; the spacing must be positive and the last knot must lie within the audio");
        }
    }

    static void voicing(double[] voicing) {
        for (int p = 0; p < voicing.length; p++) {
            if (!(voicing[p] >= 0 && voicing[p] <= 1)) {
                throw new IllegalArgumentException("the voicing of knot " + p + " is " + voicing[p] + "; it must lie between 0 and 1");
            }
        }
    }
}
