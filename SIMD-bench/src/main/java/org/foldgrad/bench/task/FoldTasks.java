package org.foldgrad.bench.task;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.gather.Interpolation;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Ours;
import org.foldgrad.bench.work.Task;
import org.foldgrad.bench.work.Type;
import org.foldgrad.bench.work.Work;
import org.foldgrad.bench.hand.HandWalk;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.PhaseFold;
import org.foldgrad.pitch.loss.WalkFold;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.PitchTracker;
import org.foldgrad.pitch.track.TrackOptions;

/**
 * The fold losses and the tracker at 44.1 kHz near 205 Hz. {@code walk} and {@code phase-fold}: value and gradient, {@code walk} with linear
 * interpolation as the peers have no other. A name ending in {@code -value} is the value alone, in {@code -adam} a step of Adam more.
 */
public final class FoldTasks {
    /** Samples a second. */
    private static final double RATE = 44_100;
    /** Points at which a cycle of {@code walk} is compared. */
    public static final int POINTS = 224;
    /** Amplitude that smooths the norm. */
    public static final double EPS = 1e-3;
    /** Samples between knots. */
    public static final double SPACING = 441;

    private FoldTasks() {}

    /** The losses from 1 s to half an hour, the tracker on 10 s, and the tool, started anew, on 3 s. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        for (int seconds : new int[] {1, 10, 60, 600, 1800}) {
            int n = seconds * (int) RATE;
            tasks.add(fold("phase-fold", n).with("ours", in -> gradient(in, phase(in)::loss)));
            Task walk = fold("walk", n).with("ours", in -> gradient(in, walk(in)::loss));
            tasks.add(seconds != 10 ? walk : walk.with("recorded", in -> gradient(in, walk(in)::recorded))
                    .with("hand", in -> new HandWalk(in, SPACING, POINTS, EPS)));
        }
        // no longer: until its kernels are compiled, after some 600 steps, a step is not what it will be
        for (int seconds : new int[] {1, 10}) {
            tasks.add(fold("phase-fold-adam", seconds * (int) RATE).with("ours", in -> new AdamContender(phase(in)::loss, in[1])));
        }
        int ten = 10 * (int) RATE;
        tasks.add(fold("walk-value", ten).with("ours", in -> value(in, walk(in)::loss)));
        tasks.add(fold("phase-fold-value", ten).with("ours", in -> value(in, phase(in)::loss)));
        tasks.add(fold("track", ten).with("ours", TrackerContender::new));
        tasks.add(fold("cold-start", 3 * (int) RATE));
        return tasks;
    }

    private static Task fold(String family, int n) {
        return Task.of(family, Type.F64, n, Work.traffic(8.0 * n), 1e-6, () -> glide(n));
    }

    private static Contender gradient(double[][] in, UnaryOperator<Tensor> loss) {
        return Ours.gradient(new Tensor[] {Tensor.of(in[1])}, x -> loss.apply(x[0]));
    }

    private static Contender value(double[][] in, UnaryOperator<Tensor> loss) {
        return Ours.value(new Tensor[] {Tensor.of(in[1])}, x -> loss.apply(x[0]));
    }

    private static WalkFold walk(double[][] in) {
        return new WalkFold(in[0], in[1].length, SPACING,
                FoldOptions.defaults().withInterpolation(Interpolation.linear()).withQuadrature(POINTS).withEps(EPS));
    }

    private static PhaseFold phase(double[][] in) {
        return new PhaseFold(in[0], in[1].length, SPACING, FoldOptions.defaults());
    }

    /** The whole tracker, from samples to contour. */
    private static final class TrackerContender implements Contender {
        private final Audio audio;
        private PitchTrack track;

        TrackerContender(double[][] in) {
            audio = new Audio(in[0], RATE);
        }

        @Override
        public Object step() {
            track = PitchTracker.track(audio, TrackOptions.defaults());
            return track;
        }

        @Override
        public double[] result() {
            return track.frequency().clone();
        }
    }

    /** A voice near 205 Hz with vibrato and noise, and an envelope a few cents beside it: audio [n], theta [n / SPACING]. */
    static double[][] glide(int n) {
        SplittableRandom random = new SplittableRandom(7);
        double[] audio = new double[n];
        double phase = 0;
        for (int i = 0; i < n; i++) {
            double vibrato = Math.sin(2 * Math.PI * 5 * i / RATE);
            phase += 2 * Math.PI * (205 + 2 * vibrato) / RATE;
            for (int harmonic = 1; harmonic <= 6; harmonic++) {
                audio[i] += Math.sin(harmonic * phase) / (harmonic * 3);
            }
            audio[i] += 0.01 * random.nextDouble(-1, 1);
        }
        double[] theta = new double[(int) (n / SPACING)];
        for (int p = 0; p < theta.length; p++) {
            double t = p * SPACING;
            // starts falling, so that no cycle is longer than what lies before it
            theta[p] = Math.log(RATE / (205 + 2 * Math.sin(2 * Math.PI * 5 * t / RATE))) / Math.log(2) + 1e-3 * Math.cos(t / 9000);
        }
        return new double[][] {audio, theta};
    }
}
