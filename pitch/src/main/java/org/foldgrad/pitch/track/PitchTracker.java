package org.foldgrad.pitch.track;

import org.foldgrad.pitch.audio.Audio;

/** Finds the pitch contour of a recording: everything global on a lattice, everything fine by descending the fold loss. */
public final class PitchTracker {
    private PitchTracker() {
    }

    /**
     * The contour of {@code audio}.
     *
     * @throws IllegalArgumentException if a sample is not finite or fmax is above the Nyquist frequency
     */
    public static PitchTrack track(Audio audio, TrackOptions options) {
        PitchStream stream = new PitchStream(audio.sampleRate(), options);
        stream.push(audio.samples());
        return stream.finish();
    }
}
