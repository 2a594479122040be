package org.foldgrad.pitch.track;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The result as it grows: reads contours at the frames' instants. */
final class Frames {
    private final double hop;
    private final DoubleStream.Builder marks = DoubleStream.builder();
    private int count;
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
        double begin = count * hop;
        for (double mark : piece.marks) {
            if (start + mark >= begin && start + mark < end) {
                marks.add(start + mark);
            }
        }
        for (; count * hop < end; count++) {
            if (count == frequency.length) {
                resize(2 * count);
            }
            read(piece, (count * hop - start) / piece.hop);
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
        double hertz = hertz(piece.period, near, at);
        if (!(odds > Voicing.VOICED)) {
            guess[count] = hertz;
            return;
        }
        frequency[count] = hertz;
        lattice[count] = hertz(piece.lattice, near, at);
        error[count] = piece.deviation[near];
    }

    /** Between knots of one stretch log period is linear; at its ends the nearest knot counts. */
    private static double hertz(double[] period, int near, double at) {
        int last = period.length - 1;
        int left = (int) Math.max(0, Math.min(last, Math.floor(at)));
        double a = period[left];
        double b = period[Math.min(last, left + 1)];
        boolean joined = Math.abs(a - b) < Stretch.BREAK;
        return Math.pow(2, -(joined ? a + (at - left) * (b - a) : period[near]));
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
