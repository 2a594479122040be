package org.foldgrad.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.foldgrad.autodiff.io.AtomicFile;
import org.foldgrad.bench.work.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench report}: the page of results, from the saved measurements alone, so that it comes out the same every time. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Write docs/performance.md and its plots from saved measurements.")
final class ReportCommand implements Callable<Integer> {
    @Option(names = "--from", defaultValue = "docs/performance.json", description = "The measurements; default ${DEFAULT-VALUE}.")
    private Path from;

    @Option(names = "--to", defaultValue = "docs/performance.md", description = "The page; default ${DEFAULT-VALUE}.")
    private Path to;

    @Override
    public Integer call() throws Exception {
        Results results = Results.load(from);
        if (results.measurements().isEmpty()) {
            throw new IOException(from + ": holds no measurements; `bench run --save " + from + "` makes them");
        }
        StringBuilder page = new StringBuilder(INTRODUCTION);
        results.machine().forEach((name, fact) -> page.append("* ").append(name).append(": ").append(fact).append('\n'));
        page.append(TARGETS);
        for (Target target : Target.all()) {
            page.append(row(target, results));
        }
        page.append(Scaling.section(results, to.toAbsolutePath().getParent()));
        page.append(GARBAGE);
        for (Measurement m : results.measurements()) {
            Task task = Tasks.named(m.task());
            if (task.family().equals("phase-fold-adam")) {
                page.append(String.format(Locale.ROOT, "| %s | %.0f | %.4f |%n", m.task(), m.allocated(), m.allocated() / task.elements()));
            }
        }
        page.append(OnThreads.section(results));
        page.append(EVERYTHING);
        for (Measurement m : OnThreads.others(results)) {
            Task task = Tasks.named(m.task());
            page.append(String.format(Locale.ROOT, "| %s | %s | %s | %.3g | %.3g | %.0f | %.1f %% |%n", m.task(), m.who(), Table.duration(m.nanos()),
                    m.nanos() / task.elements(), m.slowest() / m.fastest(), m.allocated(), 100 * results.limit(task) / m.nanos()));
        }
        AtomicFile.write(to, out -> out.write(page.toString().getBytes(StandardCharsets.UTF_8)));
        return 0;
    }

    private static String row(Target t, Results results) {
        double reached = t.reached(results);
        String verdict = Double.isNaN(reached) ? "not measured" : Double.isNaN(t.ratio()) ? "to compare"
                : reached >= t.ratio() ? "met" : "**missed**";
        return String.format(Locale.ROOT, "| %s | %s | %s | %s | %s | %s | %s | %s |%n", t.task(), t.who(), time(results.nanos(t.task(), t.who())),
                t.against(), time(t.reference().applyAsDouble(results)), ratio(reached), ratio(t.ratio()), verdict);
    }

    private static String time(double nanos) {
        return Double.isNaN(nanos) ? "-" : Table.duration(nanos);
    }

    private static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
    }

    private static final String INTRODUCTION = """
            # Performance

            Measured with JMH; each contender runs in JVMs of its own, one thread, after all contenders of a task have computed the same numbers.
            Times are processor time of the measuring thread: elapsed time on an idle machine, and still about the step's cost on a busy one. Whole
            programs are timed from outside, see `tool` and `praat`. What counts are ratios within one run. A run may be of some tasks only and
            replaces their rows; the machine's load below is that of the last.

            * `ours` is the library called as a user calls it, every result a new array on the heap; `in-place` the same by `InPlace`, results where
              those of the last step were, which is what libtorch's allocator does for its own and what an optimiser's loop wants; `recorded` is
              `ours` written as tensor arithmetic where `ours` is declared as one operation; `scalar` is `ours` without SIMD; `hand` a loop
              written by hand for this one task.
            * `libtorch` is libtorch 2.7.1 running a TorchScript module (no Python); `nd4j` is ND4J 1.0.0-M2.1 with its OpenBLAS, a second peer
              for `exp`, `matmul` and `chain`. Both on one thread, their memory allocator told to keep pages and to ask for large ones.
            * `tool` is `pitch/bin/foldgrad track` from start to end, start of the JVM, reading and picture included, in elapsed time, on as many
              threads as its JVM takes.
            * "Two threads" has sizes at which the library uses several, in elapsed time.
            * `praat` is Praat's `To Pitch (ac)` from 40 to 1250 Hz every 5 ms, processor time without its start and the reading of the file, for
              comparison; it is timed where a `praat` is installed.

            Every JVM has the flags below: a young generation of fixed size (`-Xmn`) that is used again and again (`-XX:+UseSerialGC`) and, where the
            system grants them, large pages, so that new arrays do not wait for the kernel. The collector matters in long optimisations: G1, what a JVM on
            two cores takes by itself, gives large arrays memory of their own, and the first use of each page of it may cost more than the kernel.

            Large factors at small sizes are overhead per operation, not faster arithmetic; in big dense work the claim is parity. Less than that is the
            gradient of a matrix times a vector (`matvec-grad`): an outer product, which is nothing but memory written, and a new array is written twice. On many
            cores libtorch would scale further than this library does. ND4J leaves the intermediate results of a gradient to the garbage collector, so
            its `chain` of 100,000 elements also waits for fresh memory. So does libtorch's `chain` of 10^7 elements in most runs, which then takes more than
            a second: inside a JVM its allocator does not always keep blocks of 80 MB. From Python, its allocator tuned, PyTorch 1.13.1 has done it in 0.2 s,
            which is the time to compare with there: some 10 times `ours` and 3 times `recorded`.

                SIMD-bench/bin/bench --peers run --save docs/performance.json   # measures everything, an hour or more
                SIMD-bench/bin/bench report                                     # writes this page

            """;

    private static final String TARGETS = """

            ## Targets

            A row is met when ratio = its time / time is at least the target; where the target is a time, its time is that. The command
            `SIMD-bench/bin/bench --peers run PATTERN` measures a row again.

            | task/type/n | who | time | against | its time | ratio | target | |
            |---|---|---|---|---|---|---|---|
            """;

    private static final String GARBAGE = """

            ## Garbage of an optimisation

            What a step of Adam down PhaseFold leaves to the garbage collector, gradient included (`phase-fold-adam`): some small objects for each operation
            on the tape, and nothing that grows with audio or envelope. So it is once the kernels are compiled; in the first 600 steps or so vectors are
            objects.

            | task/type/n | B a step | B a sample |
            |---|---|---|
            """;

    private static final String EVERYTHING = """

            ## Everything measured

            Time is the median of the iterations and spread slowest / fastest. B/op is what a step allocates on the Java heap. The limit is the
            time the machine needs for the task's arithmetic at the FMA peak, or for reading its inputs and writing its outputs once at the copy
            bandwidth of a working set of that size, both measured in the same run; its last column is the share of that limit reached. Transcendental
            functions are not in the limit.

            | task/type/n | who | time | ns/element | spread | B/op | of limit |
            |---|---|---|---|---|---|---|
            """;
}
