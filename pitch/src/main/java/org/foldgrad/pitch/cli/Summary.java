package org.foldgrad.pitch.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.foldgrad.pitch.evaluate.Statistics;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.TrackOptions;

/**
 * What is told of a tracked recording.
 *
 * @param name     of the recording
 * @param rate     samples per second
 * @param duration seconds
 * @param seconds  time taken
 * @param fmin     lowest f0 looked for, Hz
 * @param frames   frames of its contour
 * @param voiced   how many are voiced
 * @param low      lowest f0, Hz; like the next three NaN where nothing is voiced
 * @param median   median f0, Hz
 * @param high     highest f0, Hz
 * @param residual median residual of the voiced frames
 */
record Summary(Path name, double rate, double duration, double seconds, double fmin, int frames, int voiced, double low, double median,
               double high, double residual) {
    static Summary of(TrackJob job, double rate, double duration, TrackOptions options, PitchTrack track, double seconds) {
        double[] f0 = DoubleStream.of(track.frequency()).filter(f -> f > 0).sorted().toArray();
        double[] residual = IntStream.range(0, track.frames()).filter(k -> track.frequency()[k] > 0).mapToDouble(k -> track.residual()[k])
            .toArray();
        boolean silent = f0.length == 0;
        return new Summary(job.name(), rate, duration, seconds, options.fmin(), track.frames(), f0.length,
            silent ? Double.NaN : f0[0], Statistics.median(f0), silent ? Double.NaN : f0[f0.length - 1], Statistics.median(residual));
    }

    /** Five lines. */
    String lines() {
        boolean silent = voiced == 0;
        return format("""
            duration  %.2f s at %.0f Hz (%s)
            voiced    %s
            f0        %s
            residual  %s
            time      %s
            """, duration, rate, name,
            silent ? "nothing: " + whyUnvoiced() : format("%.0f %% of %d frames", voicedShare(), frames),
            silent ? "-" : format("median %.1f Hz, %.1f to %.1f Hz", median, low, high),
            silent ? "-" : format("median %.3f (0 = exactly periodic, 1 = noise)", residual),
            pace(seconds, duration));
    }

    /** One line. */
    String row() {
        return format("%-28s %8.2f s  %3.0f %% voiced  %s%n", name, duration, voicedShare(),
            voiced == 0 ? whyUnvoiced() : format("%7.1f Hz (%.1f to %.1f)", median, low, high));
    }

    /** One line for all of a batch. */
    static String total(List<Summary> all, int failures) {
        double duration = all.stream().mapToDouble(Summary::duration).sum();
        double seconds = all.stream().mapToDouble(Summary::seconds).sum();
        return format("%d recordings, %.2f s; %d failed%s%n", all.size(), duration, failures,
            all.isEmpty() ? "" : "; time " + pace(seconds, duration));
    }

    /** In percent. */
    private double voicedShare() {
        return 100.0 * voiced / frames;
    }

    private String whyUnvoiced() {
        return duration < 1 / fmin ? format("too short for pitch from %.0f Hz", fmin) : "silent, or without a pitch";
    }

    private static String pace(double seconds, double duration) {
        return format("%.2f s, %.1f x real time", seconds, duration / seconds);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
