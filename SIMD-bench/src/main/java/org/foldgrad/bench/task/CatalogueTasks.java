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

/** Every elementwise operation as the catalogue lists it, forward only: an operation declared there is timed with no other edit. */
public final class CatalogueTasks {
    private static final int N = 10_000;

    private CatalogueTasks() {}

    /** All operations in both types. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        for (Elementwise operation : Catalogue.all()) {
            for (Type type : Type.values()) {
                tasks.add(of(operation, type));
            }
        }
        return tasks;
    }

    /** One operation on numbers between 0.1 and 0.9. */
    static Task of(Elementwise operation, Type type) {
        return Task.of("catalogue-" + operation.name(), type, N, Work.traffic((operation.arity() + 1.0) * N * type.bytes()), 0, () -> {
            double[][] in = new double[operation.arity()][];
            for (int i = 0; i < in.length; i++) {
                in[i] = Inputs.uniform(N, 0.1, 0.9, i + 1);
            }
            return in;
        }).with("ours", in -> Ours.value(Ours.tensors(type, in), operation::on));
    }
}
