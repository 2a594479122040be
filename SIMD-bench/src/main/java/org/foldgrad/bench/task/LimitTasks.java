package org.foldgrad.bench.task;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.foldgrad.bench.work.Inputs;
import org.foldgrad.bench.work.Task;
import org.foldgrad.bench.work.Type;
import org.foldgrad.bench.work.Work;
import org.foldgrad.bench.hand.Probe;

/** The physical limits, measured like everything else so that they can be divided by in the same run. */
public final class LimitTasks {
    private static final int ROUNDS = 16_000;

    private LimitTasks() {}

    /** FMA peak of both types and copy bandwidth of working sets from L1 to DRAM. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        double lanes = DoubleVector.SPECIES_PREFERRED.length();
        tasks.add(Task.of("limit-fma", Type.F64, ROUNDS, Work.arithmetic(2 * lanes * ROUNDS), 0, () -> new double[0][])
                .with("hand", in -> Probe.fmaF64(ROUNDS)));
        double lanes32 = FloatVector.SPECIES_PREFERRED.length();
        tasks.add(Task.of("limit-fma", Type.F32, ROUNDS, Work.arithmetic(2 * lanes32 * ROUNDS), 0, () -> new double[0][])
                .with("hand", in -> Probe.fmaF32(ROUNDS)));
        for (int n : new int[] {1_000, 10_000, 100_000, 1_000_000, 10_000_000}) {
            tasks.add(Task.of("limit-copy", Type.F64, n, Work.traffic(16.0 * n), 0, () -> new double[][] {Inputs.uniform(n, 0, 1, n)})
                    .with("hand", in -> Probe.copy(in[0])));
        }
        return tasks;
    }
}
