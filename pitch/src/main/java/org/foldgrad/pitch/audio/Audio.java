package org.foldgrad.pitch.audio;

/**
 * One channel of sound.
 *
 * @param samples    amplitudes, full scale = 1; treated as immutable
 * @param sampleRate samples per second
 */
public record Audio(double[] samples, double sampleRate) {
    /** Length in seconds. */
    public double duration() {
        return samples.length / sampleRate;
    }
}
