package org.foldgrad.bench.task;

import java.util.ArrayList;
import java.util.List;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolation;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;
import org.foldgrad.bench.work.Ours;
import org.foldgrad.bench.work.Task;
import org.foldgrad.bench.work.Type;
import org.foldgrad.bench.work.Work;
import org.foldgrad.bench.hand.HandGather;

/**
 * Linear gather at positions about one sample apart: {@code gather} forward, {@code gather-index} the loss
 * {@code sum(value²)/2} with its gradient to the positions, {@code gather-both} with the gradient to the signal as well.
 */
public final class GatherTasks {
    private GatherTasks() {}

    /** The first and the last form from a hundred positions to ten million, the other in between. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        for (int n : Inputs.DECADES) {
            for (int gradients : n == 100_000 ? new int[] {0, 1, 2} : new int[] {0, 2}) {
                boolean toIndex = gradients > 0;
                boolean toSignal = gradients > 1;
                tasks.add(Task.of(List.of("gather", "gather-index", "gather-both").get(gradients), Type.F64, n,
                        Work.traffic(8.0 * n * (3 + gradients)), 1e-12,
                        () -> new double[][] {Inputs.uniform(n + 16, -1, 1, 1), Inputs.nearSequential(n, 2)})
                        .with("ours", in -> ours(in, toIndex, toSignal))
                        .with("hand", in -> new HandGather(in, toIndex, toSignal)));
            }
        }
        return tasks;
    }

    private static Contender ours(double[][] in, boolean toIndex, boolean toSignal) {
        Tensor signal = Tensor.of(in[0]);
        Tensor index = Tensor.of(in[1]);
        if (toSignal) {
            return Ours.gradient(new Tensor[] {index, signal}, x -> halfSquare(read(x[1], x[0])));
        }
        return toIndex ? Ours.gradient(new Tensor[] {index}, x -> halfSquare(read(signal, x[0])))
                : Ours.value(new Tensor[] {signal, index}, x -> read(x[0], x[1]));
    }

    private static Tensor halfSquare(Tensor value) {
        return value.square().sum().times(0.5);
    }

    private static Tensor read(Tensor signal, Tensor index) {
        return Gather.gather(signal, index, Interpolation.linear(), Boundary.clamp());
    }
}
