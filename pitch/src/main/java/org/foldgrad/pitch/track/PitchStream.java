package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Tracks a recording that arrives in blocks, in memory that does not grow with its length but for the result (48 bytes a frame):
 * pieces of 30 seconds are analysed, each with 2 seconds of its neighbours on both sides, on a fixed grid,
 * so that the result does not depend on how the samples were cut into blocks.
 */
public final class PitchStream {
    /** Seconds of result made by one analysis. */
    private static final int PIECE = 30;
    /** Seconds looked at on both sides of a piece: longer than any window. How loud a recording is, its range and its background are a piece's own. */
    private static final int CONTEXT = 2;

    private final double sampleRate;
    private final TrackOptions options;
    private final int piece;
    private final int context;
    private double[] samples;
    private int held;
    /** Sample the held ones start at, and sample up to which frames have been made. */
    private long start;
    private long done;
    private long received;
    private boolean isFinished;
    private final Frames frames;

    /** A stream of samples at {@code sampleRate} Hz. */
    public PitchStream(double sampleRate, TrackOptions options) {
        if (!(sampleRate > 0) || !Double.isFinite(sampleRate)) {
            throw new IllegalArgumentException("sample rate " + sampleRate + " Hz: need a positive number");
        }
        if (options.fmax() > sampleRate / 2) {
            throw new IllegalArgumentException("fmax " + options.fmax() + " Hz is above half the sample rate, " + sampleRate / 2
                + " Hz: choose a lower fmax");
        }
        this.sampleRate = sampleRate;
        this.options = options;
        this.piece = (int) Math.ceil(PIECE * sampleRate);
        this.context = (int) Math.ceil(CONTEXT * sampleRate);
        this.samples = new double[0];
        this.frames = new Frames(options.hop());
    }

    /**
     * Takes the next samples.
     *
     * @throws IllegalArgumentException if one is not finite
     * @throws IllegalStateException after {@link #finish}
     */
    public void push(double[] block) {
        if (isFinished) {
            throw new IllegalStateException("no samples can be pushed after finish(): start another PitchStream");
        }
        for (int n = 0; n < block.length; n++) {
            if (!Double.isFinite(block[n])) {
                throw new IllegalArgumentException("sample " + (received + n) + " is " + block[n] + ": the audio must be finite");
            }
        }
        int taken = 0;
        while (taken < block.length) {
            int room = context + piece + context - held;
            int count = Math.min(room, block.length - taken);
            if (held + count > samples.length) {
                samples = Arrays.copyOf(samples, Math.min(context + piece + context, Math.max(held + count, 2 * samples.length)));
            }
            System.arraycopy(block, taken, samples, held, count);
            held += count;
            taken += count;
            received += count;
            if (count == room) {
                analyse(start + held - context);
                int drop = (int) (done - context - start);
                System.arraycopy(samples, drop, samples, 0, held - drop);
                held -= drop;
                start += drop;
            }
        }
    }

    /**
     * The contour of all samples pushed; the stream is then at its end.
     *
     * @throws IllegalStateException if called again
     */
    public PitchTrack finish() {
        if (isFinished) {
            throw new IllegalStateException("finish() was called before: keep the track that it returned");
        }
        isFinished = true;
        int count = (int) Math.floor(received / sampleRate / options.hop() + 1e-9) + 1;
        if (received / sampleRate >= 1 / options.fmin()) { // in less than a period of the lowest pitch nothing can be told
            analyse(Long.MAX_VALUE);
        }
        return frames.track(count);
    }

    /** Makes the frames from sample {@code done} up to sample {@code end}. */
    private void analyse(long end) {
        Analysis analysis = new Analysis(Arrays.copyOf(samples, held), sampleRate, options);
        frames.append(analysis, start / sampleRate - Analysis.LEAD, Math.min(end, received + 1) / sampleRate);
        done = end;
    }
}
