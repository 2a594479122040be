package org.foldgrad.bench.task;

import java.util.ArrayList;
import java.util.List;
import org.foldgrad.bench.Inputs;
import org.foldgrad.bench.Task;
import org.foldgrad.bench.Type;
import org.foldgrad.bench.Work;
import org.foldgrad.bench.hand.HandChain;
import org.foldgrad.bench.hand.HandChainFloat;

/** {@code chain}: {@code sum(tanh(a b + c) sigmoid(a))} with its three gradients, the smallest expression with everything in it. */
public final class ChainTasks {
    private ChainTasks() {}

    /** Six sizes in both types. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        for (Type type : Type.values()) {
            for (int n : new int[] {100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000}) {
                tasks.add(Task.of("chain", type, n, Work.traffic(6.0 * n * type.bytes()), type == Type.F64 ? 1e-12 : 1e-4, () -> new double[][] {
                    Inputs.uniform(n, -2, 2, 1), Inputs.uniform(n, -2, 2, 2), Inputs.uniform(n, -1, 1, 3)
                }).with("hand", in -> type == Type.F64 ? new HandChain(in) : new HandChainFloat(in)));
            }
        }
        return tasks;
    }
}
