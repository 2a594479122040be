package org.foldgrad.bench.task;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.foldgrad.bench.Task;
import org.foldgrad.bench.Type;
import org.foldgrad.bench.Work;
import org.foldgrad.bench.hand.HandWalk;

/** {@code walk}: the walk form of the fold loss with linear interpolation, value and gradient, at 44.1 kHz near 205 Hz. */
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

    /** The losses over 10 s. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        int n = 441_000;
        tasks.add(Task.of("walk", Type.F64, n, Work.traffic(8.0 * n), 1e-6, () -> glide(n))
                .with("hand", in -> new HandWalk(in, SPACING, POINTS, EPS)));
        return tasks;
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
