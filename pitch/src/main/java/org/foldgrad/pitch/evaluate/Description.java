package org.foldgrad.pitch.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.foldgrad.pitch.track.Contour;

/**
 * What is said of the pitch in a stretch of time. With f_1 .. f_n the f0 of its voiced frames, s_i = 12·log2 f_i is their pitch in semitones.
 *
 * @param voiced    share of voiced frames, 0 to 1; NaN without a frame
 * @param median    of f, Hz; it and what follows are NaN if nothing is voiced
 * @param mean      of f, Hz
 * @param low       lowest f, Hz
 * @param high      highest f, Hz
 * @param deviation standard deviation of s, semitones: sqrt(mean of (s - mean)^2)
 * @param slope     semitones a second: that of the line through s over time with the least squares; NaN with fewer than two voiced frames
 */
public record Description(double voiced, double median, double mean, double low, double high, double deviation, double slope) {
    /** Of the frames from {@code start} on, up to but not at {@code end} seconds. */
    public static Description of(Contour contour, double start, double end) {
        int[] frames = IntStream.range(0, contour.frames()).filter(k -> contour.times()[k] >= start && contour.times()[k] < end).toArray();
        int[] voiced = Arrays.stream(frames).filter(k -> contour.frequency()[k] > 0).toArray();
        double[] f = Arrays.stream(voiced).mapToDouble(k -> contour.frequency()[k]).toArray();
        double[] semitones = Arrays.stream(f).map(x -> 12 * Math.log(x) / Math.log(2)).toArray();
        double[] times = Arrays.stream(voiced).mapToDouble(k -> contour.times()[k]).toArray();
        return new Description((double) voiced.length / frames.length, Statistics.median(f), Statistics.mean(f),
            Arrays.stream(f).min().orElse(Double.NaN), Arrays.stream(f).max().orElse(Double.NaN), Statistics.deviation(semitones), slope(times, semitones));
    }

    /** Of all frames. */
    public static Description of(Contour contour) {
        return of(contour, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** Sum of (t - mean)·(s - mean) over that of (t - mean)^2. */
    private static double slope(double[] times, double[] semitones) {
        double t = Statistics.mean(times);
        double s = Statistics.mean(semitones);
        double together = IntStream.range(0, times.length).mapToDouble(i -> (times[i] - t) * (semitones[i] - s)).sum();
        double alone = Arrays.stream(times).map(x -> (x - t) * (x - t)).sum();
        return alone > 0 ? together / alone : Double.NaN;
    }
}
