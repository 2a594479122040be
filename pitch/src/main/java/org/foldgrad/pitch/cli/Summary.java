package org.foldgrad.pitch.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.TrackOptions;

/**
 * What is told of a tracked recording.
 *
 * @param job      the recording
 * @param rate     samples per second
 * @param duration seconds
 * @param fmin     lowest f0 looked for, Hz
 * @param track    its contour
 * @param seconds  time taken
 */
record Summary(TrackJob job, double rate, double duration, double fmin, PitchTrack track, double seconds) {
    static Summary of(TrackJob job, Audio audio, TrackOptions options, PitchTrack track, double seconds) {
        return new Summary(job, audio.sampleRate(), audio.duration(), options.fmin(), track, seconds);
    }

    /** Five lines. */
    String lines() {
        double[] f0 = sortedF0();
        return format("""
            duration  %.2f s at %.0f Hz (%s)
            voiced    %s
            f0        %s
            residual  %s
            time      %s
            """, duration, rate, job.input().getFileName(),
            f0.length == 0 ? "nothing: " + whyUnvoiced() : format("%.0f %% of %d frames", voicedShare(f0), track.frames()),
            f0.length == 0 ? "-" : format("median %.1f Hz, %.1f to %.1f Hz", median(f0), f0[0], f0[f0.length - 1]),
            f0.length == 0 ? "-" : format("median %.3f (0 = exactly periodic, 1 = noise)", medianResidual()),
            pace(seconds, duration));
    }

    /** One line. */
    String row() {
        double[] f0 = sortedF0();
        return format("%-28s %8.2f s  %3.0f %% voiced  %s%n", job.input().getFileName(), duration, voicedShare(f0),
            f0.length == 0 ? whyUnvoiced() : format("%7.1f Hz (%.1f to %.1f)", median(f0), f0[0], f0[f0.length - 1]));
    }

    /** One line for all of a batch. */
    static String total(List<Summary> all, int failures) {
        double duration = all.stream().mapToDouble(Summary::duration).sum();
        double seconds = all.stream().mapToDouble(Summary::seconds).sum();
        return format("%d recordings, %.2f s; %d failed; time %s%n", all.size(), duration, failures, pace(seconds, duration));
    }

    private double[] sortedF0() {
        return DoubleStream.of(track.frequency()).filter(f -> f > 0).sorted().toArray();
    }

    /** In percent. */
    private double voicedShare(double[] f0) {
        return 100.0 * f0.length / track.frames();
    }

    private double medianResidual() {
        return median(IntStream.range(0, track.frames()).filter(k -> track.frequency()[k] > 0).mapToDouble(k -> track.residual()[k])
            .sorted().toArray());
    }

    private String whyUnvoiced() {
        return duration < 1 / fmin ? format("too short for pitch from %.0f Hz", fmin) : "silent, or without a pitch";
    }

    private static String pace(double seconds, double duration) {
        return format("%.2f s, %.1f x real time", seconds, duration / seconds);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
