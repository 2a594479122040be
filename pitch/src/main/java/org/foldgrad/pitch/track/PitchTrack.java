package org.foldgrad.pitch.track;

/**
 * A pitch contour: one value every {@code hop} seconds, frame k at time k·hop exactly, floor(duration / hop) + 1 frames.
 *
 * @param hop        seconds between frames
 * @param frequency  f0 in Hz, 0 where unvoiced
 * @param guess      f0 in Hz that an unvoiced frame would have if it were voiced; 0 where voiced, and where there is nothing to tell
 * @param lattice    f0 in Hz where it stood before the descent, on the lattice's path: what refinement began from; 0 where unvoiced
 * @param confidence probability, 0 to 1, that the frame is voiced and within 50 cents
 * @param errorCents one standard deviation of the error in cents; NaN where unknown or unvoiced
 * @param residual   normalised fold residual, 0 (segments cancel) to about 1 (unrelated)
 * @param marks      times in seconds of the pitch marks, one for each glottal cycle, increasing
 */
public record PitchTrack(double hop, double[] frequency, double[] guess, double[] lattice, double[] confidence, double[] errorCents,
                         double[] residual, double[] marks) {
    /** The same with nothing said of the pitch of unvoiced frames. */
    public PitchTrack withoutGuesses() {
        return new PitchTrack(hop, frequency, new double[frequency.length], lattice, confidence, errorCents, residual, marks);
    }

    /** Number of frames. */
    public int frames() {
        return frequency.length;
    }

    /** Time of frame {@code k} in seconds. */
    public double time(int k) {
        return k * hop;
    }
}
