package org.foldgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.foldgrad.bench.task.CatalogueTasks;
import org.foldgrad.bench.task.ChainTasks;
import org.foldgrad.bench.task.DenseTasks;
import org.foldgrad.bench.task.FoldTasks;
import org.foldgrad.bench.task.GatherTasks;
import org.foldgrad.bench.task.LimitTasks;
import org.foldgrad.bench.task.UnaryTasks;
import org.foldgrad.bench.work.Task;

/** Every task of the suite. */
public final class Tasks {
    private static final List<Task> ALL = withPeers();

    private Tasks() {}

    /** Every task, in the order in which they are timed. */
    public static List<Task> all() {
        return ALL;
    }

    /** The tasks whose name contains a match of {@code pattern}. */
    public static List<Task> matching(Pattern pattern) {
        return ALL.stream().filter(t -> pattern.matcher(t.name()).find()).toList();
    }

    /** The task called {@code name}. */
    public static Task named(String name) {
        return ALL.stream().filter(t -> t.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no task is called '" + name + "'"));
    }

    private static List<Task> withPeers() {
        List<Task> all = new ArrayList<>();
        all.addAll(LimitTasks.all());
        all.addAll(ChainTasks.all());
        all.addAll(UnaryTasks.all());
        all.addAll(GatherTasks.all());
        all.addAll(DenseTasks.all());
        all.addAll(FoldTasks.all());
        all.addAll(CatalogueTasks.all());
        for (Peers peers : ServiceLoader.load(Peers.class)) {
            all.replaceAll(peers::join);
        }
        return List.copyOf(all);
    }
}
