package org.foldgrad.pitch.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.foldgrad.pitch.track.Contour;

/**
 * A reference and an estimate at the reference's times, brought there as {@code mir_eval.melody.to_cent_voicing} does it (Raffel et al.,
 * "mir_eval: a transparent implementation of common MIR metrics", ISMIR 2014).
 *
 * <p>Cents are 1200·log2(|f| / 10 Hz), 0 where f = 0; voiced means f &gt; 0. A contour that starts after time 0 gets a frame at 0 with its
 * first value. An estimate on other times is interpolated linearly in cents with zeros replaced by the value before them, is 0 where the
 * last estimated frame at or before the reference's is 0, and has that frame's voicing; where it ends before the reference it is held, but
 * the reference's last frame finds it 0 and unvoiced.
 */
record Alignment(boolean[] referenceVoiced, double[] referenceCents, boolean[] voiced, double[] cents) {
    private static final double BASE_HZ = 10;

    static Alignment of(Contour reference, Contour estimate) {
        if (reference.frames() == 0) {
            throw new IllegalArgumentException("the reference has no frames, so nothing can be scored against it");
        }
        Contour to = fromZero(reference);
        Contour from = fromZero(estimate.frames() == 0 ? new Contour(new double[1], new double[1]) : estimate);
        boolean[] voiced = voiced(from.frequency());
        double[] cents = cents(from.frequency());
        return sameTimes(from.times(), to.times())
            ? new Alignment(voiced(to.frequency()), cents(to.frequency()), voiced, cents)
            : resampled(to, rounded(from.times()), voiced, cents);
    }

    /** The frames where the reference is voiced, or where it is not. */
    IntStream frames(boolean referenceVoiced) {
        return IntStream.range(0, cents.length).filter(i -> this.referenceVoiced[i] == referenceVoiced);
    }

    /** Estimate minus reference in cents at those of the given frames where both have a value. */
    double[] errors(IntStream frames) {
        return frames.filter(i -> cents[i] != 0 && referenceCents[i] != 0).mapToDouble(i -> cents[i] - referenceCents[i]).toArray();
    }

    private static Alignment resampled(Contour reference, double[] times, boolean[] voiced, double[] cents) {
        double[] wanted = rounded(reference.times());
        int frames = wanted.length;
        double end = wanted[frames - 1];
        if (end > times[times.length - 1]) {
            int n = times.length;
            times = Arrays.copyOf(times, n + 1);
            times[n] = end;
            voiced = Arrays.copyOf(voiced, n + 1);
            cents = Arrays.copyOf(cents, n + 1);
        }
        double[] held = zerosHeld(cents);
        boolean[] voicedAt = new boolean[frames];
        double[] centsAt = new double[frames];
        for (int i = 0, j = 0; i < frames; i++) {
            while (j + 1 < times.length && times[j + 1] <= wanted[i]) {
                j++;
            }
            voicedAt[i] = voiced[j];
            centsAt[i] = cents[j] == 0 ? 0 : interpolated(times, held, j, wanted[i]);
        }
        return new Alignment(voiced(reference.frequency()), cents(reference.frequency()), voicedAt, centsAt);
    }

    private static double interpolated(double[] x, double[] y, int j, double at) {
        return j + 1 == x.length || at <= x[j] ? y[j] : y[j] + (y[j + 1] - y[j]) / (x[j + 1] - x[j]) * (at - x[j]);
    }

    private static Contour fromZero(Contour c) {
        return c.times()[0] > 0 ? new Contour(withFirst(0, c.times()), withFirst(c.frequency()[0], c.frequency())) : c;
    }

    private static double[] withFirst(double first, double[] rest) {
        double[] all = new double[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    /** {@code numpy.allclose(a, b)}, by which mir_eval takes two time axes for one. */
    private static boolean sameTimes(double[] a, double[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (Math.abs(a[i] - b[i]) > 1e-8 + 1e-5 * Math.abs(b[i])) {
                return false;
            }
        }
        return true;
    }

    /** Times to ten decimals, so that a frame is not missed for the last bit of its time. */
    private static double[] rounded(double[] times) {
        return Arrays.stream(times).map(t -> Math.rint(t * 1e10) / 1e10).toArray();
    }

    private static double[] zerosHeld(double[] cents) {
        double[] held = cents.clone();
        for (int i = 1; i < held.length; i++) {
            if (held[i] == 0) {
                held[i] = held[i - 1];
            }
        }
        return held;
    }

    private static boolean[] voiced(double[] frequency) {
        boolean[] voiced = new boolean[frequency.length];
        for (int i = 0; i < voiced.length; i++) {
            voiced[i] = frequency[i] > 0;
        }
        return voiced;
    }

    private static double[] cents(double[] frequency) {
        return Arrays.stream(frequency).map(Alignment::cents).toArray();
    }

    private static double cents(double frequency) {
        double hz = Math.min(Math.abs(frequency), Double.MAX_VALUE);
        return hz > 0 ? 1200 * (Math.log(hz / BASE_HZ) / Math.log(2)) : 0;
    }
}
