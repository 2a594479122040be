package org.foldgrad.pitch.track;

import java.util.Arrays;
import org.foldgrad.pitch.audio.Audio;

/** Finds the pitch contour of a recording: everything global on a lattice, everything fine by descending the fold loss. */
public final class PitchTracker {
    /** Seconds between the frames of the lattice. */
    private static final double LATTICE_STEP = 0.005;
    /** Half-length of the shortest window, seconds. */
    private static final double HALF_WINDOW = 0.016;
    /** Half-length of the window in periods, where that is longer. */
    private static final double HALF_WINDOW_PERIODS = 1.0;
    /** Power below which a fold does not count, as a share of the loudest. */
    private static final double SILENCE = 1e-5;

    private PitchTracker() {
    }

    /**
     * The contour of {@code audio}.
     *
     * @throws IllegalArgumentException if a sample is not finite or fmax is above the Nyquist frequency
     */
    public static PitchTrack track(Audio audio, TrackOptions options) {
        check(audio, options);
        int frames = (int) Math.floor(audio.duration() / options.hop() + 1e-9) + 1;
        double[] frequency = new double[frames];
        double[] confidence = new double[frames];
        double[] error = new double[frames];
        double[] residual = new double[frames];
        Arrays.fill(error, Double.NaN);
        Arrays.fill(residual, 1);
        PitchTrack track = new PitchTrack(options.hop(), frequency, confidence, error, residual, new double[0]);
        if (audio.duration() < 1 / options.fmin()) { // less than a period of the lowest pitch: nothing can be told
            return track;
        }
        Signal signal = Signal.of(audio.samples(), audio.sampleRate(), options.fmin());
        double loudest = loudest(signal);
        if (loudest == 0) {
            return track;
        }
        double rate = signal.rate();
        int block = (int) Math.round(rate * LATTICE_STEP / Lattice.BLOCKS_PER_FRAME);
        int minLag = (int) Math.floor(rate / options.fmax()) - 1;
        int maxLag = (int) Math.ceil(rate / options.fmin()) + 1;
        Lattice lattice = Lattice.of(signal.x(), block, minLag, maxLag, HALF_WINDOW * rate, HALF_WINDOW_PERIODS, SILENCE * loudest);
        Candidates candidates = Candidates.of(lattice);
        int[] path = BestPath.find(candidates, rate / options.fmax());
        double latticeHop = lattice.step / rate;
        for (int k = 0; k < frames; k++) {
            double at = k * options.hop() / latticeHop;
            int near = (int) Math.min(lattice.frames - 1, Math.rint(at));
            if (path[near] < 0) {
                continue;
            }
            int other = at < near ? near - 1 : near + 1;
            double log = Math.log(candidates.lag()[near][path[near]]);
            if (other >= 0 && other < lattice.frames && path[other] >= 0) {
                double next = Math.log(candidates.lag()[other][path[other]]);
                if (Math.abs(next - log) < 0.1) {
                    log += Math.abs(at - near) * (next - log);
                }
            }
            frequency[k] = rate / Math.exp(log);
            confidence[k] = candidates.strength()[near][path[near]];
            residual[k] = 1 - confidence[k];
        }
        return track;
    }

    private static void check(Audio audio, TrackOptions options) {
        if (options.fmax() > audio.sampleRate() / 2) {
            throw new IllegalArgumentException("fmax " + options.fmax() + " Hz is above half the sample rate, " + audio.sampleRate() / 2
                + " Hz: choose a lower fmax");
        }
        double[] x = audio.samples();
        for (int n = 0; n < x.length; n++) {
            if (!Double.isFinite(x[n])) {
                throw new IllegalArgumentException("sample " + n + " is " + x[n] + ": the audio must be finite");
            }
        }
    }

    /** Largest mean power over a tenth of a second. */
    private static double loudest(Signal signal) {
        int length = (int) (0.1 * signal.rate());
        double sum = 0;
        double most = 0;
        for (int n = 0; n < signal.x().length; n++) {
            sum += signal.x()[n] * signal.x()[n];
            if ((n + 1) % length == 0 || n == signal.x().length - 1) {
                most = Math.max(most, sum / length);
                sum = 0;
            }
        }
        return most;
    }
}
