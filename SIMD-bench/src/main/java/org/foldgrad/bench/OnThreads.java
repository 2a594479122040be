package org.foldgrad.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.foldgrad.bench.work.Task;

/**
 * The library on one thread or on several, in elapsed time: their processor time would say what all of them cost together. On as many cores as
 * there are, even if the suite itself is kept on one.
 *
 * @param task    the task
 * @param threads how many threads
 */
record OnThreads(Task task, int threads) {
    private static final List<String> TASKS = List.of("chain/f64/10000000", "exp/f64/10000000", "gather/f64/10000000", "softmax/f64/1000",
            "matmul/f64/1024", "conv1d/f32/10000000", "walk/f64/44100", "walk/f64/2646000", "walk/f64/79380000",
            "phase-fold/f64/44100", "phase-fold/f64/2646000", "phase-fold/f64/79380000");
    /**
     * A result of 80 MB that outlives a collection goes to the old generation, whose pages are new to the kernel until it has been full once: elapsed time
     * would count the kernel's work for them, ten times that of exp.
     */
    private static final List<String> TOUCHED = List.of("-Xms8g", "-XX:+AlwaysPreTouch");
    private static final Path CORES = Path.of("/sys/devices/system/cpu/online");

    /** One thread and two, for some tasks. */
    static List<OnThreads> of(Task task) {
        return TASKS.contains(task.name()) ? List.of(new OnThreads(task, 1), new OnThreads(task, 2)) : List.of();
    }

    /** The measurements that are not of such a contender. */
    static List<Measurement> others(Results results) {
        return results.measurements().stream().filter(m -> !m.who().matches("\\d+ threads?")).toList();
    }

    /** The name in the table. */
    String who() {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    Measurement measure() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (Files.exists(CORES) && Program.isInstalled("taskset")) {
            command.addAll(List.of("taskset", "-c", Files.readString(CORES).strip()));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(Settings.FLAGS);
        command.addAll(TOUCHED);
        command.addAll(List.of("-Dfoldgrad.threads=" + threads, "-cp", System.getProperty("java.class.path"), Elapsed.class.getName(), task.name()));
        double[] times = Program.run(Path.of("").toAbsolutePath(), command.toArray(String[]::new)).lines()
                .filter(line -> line.matches("[0-9.E]+")).mapToDouble(Double::parseDouble).toArray();
        return Measurement.of(task.name(), who(), times, Double.NaN, 0);
    }

    /** The section of the page. */
    static String section(Results results) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (String task : TASKS) {
            double one = results.nanos(task, "1 thread");
            double two = results.nanos(task, "2 threads");
            if (one > 0 && two > 0) {
                page.append(String.format(Locale.ROOT, "| %s | %s | %s | %.2f |%n", task, Table.duration(one), Table.duration(two), one / two));
            }
        }
        return page.toString();
    }

    private static final String INTRODUCTION = """

            ## Two threads

            The library on one thread and on two (`-Dfoldgrad.threads`), with the same bits: elapsed time, each in a JVM of its own on as many cores
            as there are, so here a busy machine does count; the heap is in memory from the start (`-Xms8g -XX:+AlwaysPreTouch`). The ratio is the first time
            over the second.

            | task/type/n | 1 thread | 2 threads | ratio |
            |---|---|---|---|
            """;
}
