package org.foldgrad.bench.task;

import java.util.ArrayList;
import java.util.List;
import org.foldgrad.bench.Inputs;
import org.foldgrad.bench.Task;
import org.foldgrad.bench.Type;
import org.foldgrad.bench.Work;
import org.foldgrad.bench.hand.HandSoftmax;

/** Softmax of rows, matrix product and convolution; a name ending in {@code -grad} has the gradients to all inputs too. */
public final class DenseTasks {
    private static final int AUDIO = 441_000;
    private static final int TAPS = 64;

    private DenseTasks() {}

    /** Softmax of a 1000 x 1000 matrix, products of n x n matrices, 64 taps over 10 s of audio. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        for (boolean gradient : new boolean[] {false, true}) {
            String suffix = gradient ? "-grad" : "";
            tasks.add(sized(Task.of("softmax" + suffix, Type.F64, 1000, Work.traffic(8e6 * (gradient ? 4 : 2)), 1e-13,
                    () -> new double[][] {Inputs.uniform(1_000_000, -3, 3, 1), Inputs.uniform(1_000_000, -1, 1, 2)}), 1_000_000)
                    .with("hand", in -> new HandSoftmax(in, gradient)));
        }
        return tasks;
    }

    private static Task sized(Task t, long elements) {
        return new Task(t.family(), t.type(), t.n(), elements, t.work(), t.tolerance(), t.inputs(), t.contenders());
    }
}
