package org.foldgrad.pitch.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.foldgrad.pitch.evaluate.ContourScore;
import org.foldgrad.pitch.evaluate.Statistics;
import org.foldgrad.pitch.track.Contour;
import org.foldgrad.pitch.track.PitchTrack;

/**
 * How far the confidence and the error bars of tracks can be trusted: over all frames that the tracker calls voiced and whose time the
 * reference has too.
 */
final class Calibration {
    /** Frames in a bin worth showing. */
    private static final int FEWEST = 30;

    /**
     * A voiced frame of a track.
     *
     * @param cents     error; NaN if the reference is unvoiced
     * @param deviation the error bar: one standard deviation in cents
     */
    private record Frame(double confidence, double cents, double deviation) {
        boolean right() {
            return Math.abs(cents) < ContourScore.TOLERANCE_CENTS;
        }
    }

    /**
     * Frames of similar confidence.
     *
     * @param confidence their mean
     * @param right      the share that is voiced in the reference too and within 50 cents
     * @param share      of all frames
     */
    record Bin(double confidence, double right, double share) {
    }

    private final List<Frame> frames = new ArrayList<>();

    Calibration(List<TrackedClip> clips) {
        for (TrackedClip clip : clips) {
            Contour reference = clip.reference();
            PitchTrack track = clip.track();
            for (int i = 0; i < reference.frames(); i++) {
                int k = clip.voicedFrame(i);
                if (k >= 0) {
                    double truth = reference.frequency()[i];
                    double cents = truth > 0 ? TrackedClip.cents(truth, track.frequency()[k]) : Double.NaN;
                    frames.add(new Frame(track.confidence()[k], cents, track.errorCents()[k]));
                }
            }
        }
    }

    /** Bins of equal width in confidence; those of fewer frames than tell anything are left out. */
    List<Bin> reliability(int bins) {
        List<Bin> reliability = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            int bin = b;
            List<Frame> in = frames.stream().filter(f -> Math.min(bins - 1, (int) (f.confidence() * bins)) == bin).toList();
            if (in.size() >= FEWEST) {
                reliability.add(new Bin(in.stream().mapToDouble(Frame::confidence).average().orElseThrow(),
                    in.stream().filter(Frame::right).count() / (double) in.size(), in.size() / (double) frames.size()));
            }
        }
        return reliability;
    }

    /** The mean over all frames of |confidence - share right| of the frame's bin (the expected calibration error of Naeini et al., 2015). */
    double calibrationError(int bins) {
        return reliability(bins).stream().mapToDouble(bin -> bin.share() * Math.abs(bin.confidence() - bin.right())).sum();
    }

    /** The share of frames whose confidence is less. */
    double below(double confidence) {
        return frames.stream().filter(f -> f.confidence() < confidence).count() / (double) frames.size();
    }

    /** The share of frames voiced in both whose error is within so many error bars. */
    double coverage(double deviations) {
        return known().filter(f -> Math.abs(f.cents()) <= deviations * f.deviation()).count() / (double) known().count();
    }

    /** The median error bar of frames voiced in both, cents: of two tools that cover the same, the one with shorter bars knows more. */
    double medianBar() {
        return Statistics.median(known().mapToDouble(Frame::deviation).toArray());
    }

    /** The median error of those frames, cents. */
    double medianError() {
        return Statistics.median(known().mapToDouble(f -> Math.abs(f.cents())).toArray());
    }

    private Stream<Frame> known() {
        return frames.stream().filter(f -> !Double.isNaN(f.cents() * f.deviation()));
    }

    /** The share of a normal distribution within so many standard deviations, erf(z / √2), by Simpson's rule on its density. */
    static double normal(double deviations) {
        int steps = 200;
        double h = deviations / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-0.5 * Math.pow(i * h, 2));
        }
        return 2 / Math.sqrt(2 * Math.PI) * sum * h / 3;
    }
}
