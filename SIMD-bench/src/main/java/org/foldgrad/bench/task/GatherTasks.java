package org.foldgrad.bench.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
                        .with("ours", in -> ours(in, toIndex, toSignal, false))
                        .with("in-place", in -> ours(in, toIndex, toSignal, true))
                        .with("hand", in -> new HandGather(in, toIndex, toSignal)));
            }
        }
        return tasks;
    }

    private static Contender ours(double[][] in, boolean toIndex, boolean toSignal, boolean inPlace) {
        Tensor signal = Tensor.of(in[0]);
        Tensor index = Tensor.of(in[1]);
        if (!toIndex) {
            Tensor[] both = {signal, index};
            return inPlace ? Ours.valueInPlace(both, x -> read(x[0], x[1])) : Ours.value(both, x -> read(x[0], x[1]));
        }
        Tensor[] variables = toSignal ? new Tensor[] {index, signal} : new Tensor[] {index};
        Function<Tensor[], Tensor> loss = x -> halfSquare(read(toSignal ? x[1] : signal, x[0]));
        return inPlace ? Ours.gradientInPlace(variables, loss) : Ours.gradient(variables, loss);
    }

    private static Tensor halfSquare(Tensor value) {
        return value.square().sum().times(0.5);
    }

    private static Tensor read(Tensor signal, Tensor index) {
        return Gather.gather(signal, index, Interpolation.linear(), Boundary.clamp());
    }
}
