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

    /** The five functions in both types. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        for (Elementwise operation : List.of(Catalogue.EXP, Catalogue.LOG, Catalogue.SIN, Catalogue.TANH, Catalogue.POW)) {
            String function = operation.name();
            int arity = operation.arity();
            double low = function.equals("log") || function.equals("pow") ? 0.1 : -4;
            for (Type type : Type.values()) {
                tasks.add(Task.of(function, type, N, Work.traffic((arity + 1.0) * N * type.bytes()), type == Type.F64 ? 1e-14 : 1e-6, () ->
                        arity == 2 ? new double[][] {Inputs.uniform(N, low, 4, 1), Inputs.uniform(N, -2, 2, 2)} : new double[][] {Inputs.uniform(N, low, 4, 1)})
                        .with("ours", in -> Ours.value(Ours.tensors(type, in), operation::on))
                        .with("hand", in -> type == Type.F64 ? HandUnary.f64(function, in) : HandUnary.f32(function, in)));
            }
        }
        return tasks;
    }
}
