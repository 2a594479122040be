package org.foldgrad.pitch.loss;

/**
 * A Gaussian low-pass: no delay, no ringing, gain exp(-ln 2 / 2 (f / cutoff)^2), so -3 dB at the cut-off; within 0.001 for cut-offs up to
 * 0.1 cycles per sample, above which the sampled Gaussian passes a little more. Past its ends the audio is silent.
 */
public final class LowPass {
    /** Samples from which on the sum of a Gaussian and its integral are the same. */
    private static final int LONG = 100;

    private LowPass() {
    }

    /**
     * {@code audio}, low-passed.
     *
     * @param cutoff in cycles per sample
     */
    public static double[] apply(double[] audio, double cutoff) {
        if (!(cutoff > 0) || !Double.isFinite(cutoff)) {
            throw new IllegalArgumentException("the cut-off is " + cutoff + " cycles per sample; it must be positive and finite");
        }
        double deviation = Math.sqrt(Math.log(2)) / (2 * Math.PI * cutoff);
        double reach = Math.ceil(5 * deviation);
        int half = (int) Math.min(reach, Math.max(audio.length, LONG)); // past the audio's length weights meet silence only
        double[] weight = new double[half + 1];
        double sum = 0;
        for (int k = 0; k <= half; k++) {
            weight[k] = Math.exp(-0.5 * k * k / (deviation * deviation));
            sum += k == 0 ? weight[k] : 2 * weight[k];
        }
        if (half < reach) {
            sum = deviation * Math.sqrt(2 * Math.PI); // so long a kernel weighs as much as the area under its curve
        }
        double[] smooth = new double[audio.length];
        for (int n = 0; n < audio.length; n++) {
            double centre = audio[n] * weight[0];
            int inside = Math.min(half, Math.min(n, audio.length - 1 - n));
            for (int k = 1; k <= inside; k++) {
                centre += weight[k] * (audio[n - k] + audio[n + k]);
            }
            for (int k = inside + 1; k <= half; k++) {
                centre += weight[k] * ((n >= k ? audio[n - k] : 0) + (n + k < audio.length ? audio[n + k] : 0));
            }
            smooth[n] = centre / sum;
        }
        return smooth;
    }
}
