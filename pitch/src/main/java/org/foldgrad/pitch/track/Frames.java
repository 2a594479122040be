package org.foldgrad.pitch.track;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The result as it grows: reads contours at the frames' instants. */
final class Frames {
    private final double hop;
    private final DoubleStream.Builder marks = DoubleStream.builder();
    private int count;
    /** Where the last piece ended, seconds. */
    private double done;
    private double[] frequency = new double[1024];
    private double[] guess = new double[1024];
    private double[] lattice = new double[1024];
    private double[] confidence = new double[1024];
    private double[] error = new double[1024];
    private double[] residual = new double[1024];

    Frames(double hop) {
        this.hop = hop;
    }

    /** Appends the frames before {@code end} (seconds), read from a piece that starts at {@code start}. */
    void append(Analysis piece, double start, double end) {
        for (double mark : piece.marks) {
            if (start + mark >= done && start + mark < end) {
                marks.add(start + mark);
            }
        }
        done = end;
        for (; count * hop < end; count++) {
            if (count == frequency.length) {
                resize(2 * count);
            }
            read(piece, (count * hop - start) / Analysis.HOP);
        }
    }

    private void read(Analysis piece, double at) {
        int last = piece.period.length - 1;
        int near = (int) Math.max(0, Math.min(last, Math.rint(at)));
        double odds = piece.voice[near];
        confidence[count] = piece.confidence[near];
        residual[count] = piece.residual[near];
        error[count] = Double.NaN;
        if (Double.isNaN(piece.period[near])) {
            return;
        }
        double hertz = Math.pow(2, -curve(piece.period, near, at));
        if (!(odds > Voicing.VOICED)) {
            guess[count] = hertz;
            return;
        }
        frequency[count] = hertz;
        lattice[count] = Math.pow(2, -line(piece.lattice, near, at));
        error[count] = piece.deviation[near];
    }

    /** Between knots of one stretch log period is linear; at its ends the nearest knot counts. */
    private static double line(double[] period, int near, double at) {
        int left = left(period, at);
        double a = period[left];
        double b = period[Math.min(period.length - 1, left + 1)];
        return Math.abs(a - b) < Stretch.BREAK ? a + (at - left) * (b - a) : period[near];
    }

    /**
     * The curve that {@link #line} fits: of the lines that could be drawn the nearest to a curve with bend b lies off it by (1/12 - u (1 - u) / 2) b
     * at the share u of the way between knots, which is zero on the average.
     */
    private static double curve(double[] period, int near, double at) {
        int left = left(period, at);
        double u = at - left;
        double bend = (1 - u) * bend(period, left) + u * bend(period, Math.min(period.length - 1, left + 1));
        return line(period, near, at) + (1 / 12.0 - 0.5 * u * (1 - u)) * bend;
    }

    private static int left(double[] period, double at) {
        return (int) Math.max(0, Math.min(period.length - 1, Math.floor(at)));
    }

    private static double bend(double[] period, int p) {
        double before = period[Math.max(0, p - 1)] - period[p];
        double after = period[Math.min(period.length - 1, p + 1)] - period[p];
        return Math.abs(before) < Stretch.BREAK && Math.abs(after) < Stretch.BREAK ? before + after : 0;
    }

    PitchTrack track(int frames) {
        if (frames > frequency.length) {
            resize(frames);
        }
        for (; count < frames; count++) {
            residual[count] = 1;
            error[count] = Double.NaN;
        }
        resize(frames);
        return new PitchTrack(hop, frequency, guess, lattice, confidence, error, residual, marks.build().toArray());
    }

    private void resize(int length) {
        frequency = Arrays.copyOf(frequency, length);
        guess = Arrays.copyOf(guess, length);
        lattice = Arrays.copyOf(lattice, length);
        confidence = Arrays.copyOf(confidence, length);
        error = Arrays.copyOf(error, length);
        residual = Arrays.copyOf(residual, length);
    }
}
