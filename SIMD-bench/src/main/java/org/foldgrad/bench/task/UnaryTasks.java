package org.foldgrad.bench.task;

import java.util.ArrayList;
import java.util.List;
import org.foldgrad.autodiff.Catalogue;
import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.bench.work.Inputs;
import org.foldgrad.bench.work.Ours;
import org.foldgrad.bench.work.Task;
import org.foldgrad.bench.work.Type;
import org.foldgrad.bench.work.Work;
import org.foldgrad.bench.hand.HandUnary;

/** {@code exp}, {@code log}, {@code sin}, {@code tanh}, {@code pow}: the functions that cost the most, forward only. */
public final class UnaryTasks {
    private static final int N = 100_000;

    private UnaryTasks() {}

    /** The five functions in both types, and exp from a hundred elements to ten million. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        for (Elementwise operation : List.of(Catalogue.EXP, Catalogue.LOG, Catalogue.SIN, Catalogue.TANH, Catalogue.POW)) {
            for (int n : operation == Catalogue.EXP ? Inputs.DECADES : new int[] {N}) {
                tasks.add(of(operation, Type.F64, n));
            }
            tasks.add(of(operation, Type.F32, N));
        }
        return tasks;
    }

    private static Task of(Elementwise operation, Type type, int n) {
        String function = operation.name();
        int arity = operation.arity();
        double low = function.equals("log") || function.equals("pow") ? 0.1 : -4;
        Task task = Task.of(function, type, n, Work.traffic((arity + 1.0) * n * type.bytes()), type == Type.F64 ? 1e-14 : 1e-6, () ->
                arity == 2 ? new double[][] {Inputs.uniform(n, low, 4, 1), Inputs.uniform(n, -2, 2, 2)}
                        : new double[][] {Inputs.uniform(n, low, 4, 1)})
                .with("ours", in -> Ours.value(Ours.tensors(type, in), operation::on));
        return n != N ? task : task
                .with("in-place", in -> Ours.valueInPlace(Ours.tensors(type, in), operation::on))
                // the loop written by hand has no rest
                .with("hand", in -> type == Type.F64 ? HandUnary.f64(function, in) : HandUnary.f32(function, in));
    }
}
