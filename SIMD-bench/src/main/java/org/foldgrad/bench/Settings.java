package org.foldgrad.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.foldgrad.bench.work.Task;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Option;

/** How long JMH measures, and the JVM it forks: the one that runs the suite, with the same flags for everybody. */
final class Settings {
    /**
     * Flags of every forked JVM besides the suite's own. {@code -Xbatch}: code waits to be compiled instead of running on slowly meanwhile.
     * {@code -Xmn}: a young generation of fixed size is soon all in memory; a large or growing one makes every new array ask the kernel for pages,
     * for seconds. {@code -XX:+UseSerialGC}: G1, the choice of JVMs on two cores and more, gives every array of a megabyte or so regions of its own, many of
     * them untouched before, whatever the size of the young generation.
     * {@code -XX:+UseTransparentHugePages}: a result is a new array, far from the last one; in pages of 4 kB every one of them costs an address
     * translation. Where the system grants no such pages, the flag does nothing. {@code bin/bench} asks for them for native libraries too.
     */
    static final List<String> FLAGS = List.of("-Xms1g", "-Xmx8g", "-Xmn256m", "-XX:+UseSerialGC", "-Xbatch", "-XX:+UseTransparentHugePages",
        "-Dfoldgrad.threads=1");

    @Option(names = "--forks", defaultValue = "1", description = "JVMs for each contender; default ${DEFAULT-VALUE}.")
    private int forks;

    @Option(names = "--time", defaultValue = "200", description = "Milliseconds of one of the 5 measured iterations; default ${DEFAULT-VALUE}.")
    private int time;

    @Option(names = "--warm-up", defaultValue = "3000", description = "Milliseconds of processor time before that; default ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--profiler", description = "An additional JMH profiler, for example stack.")
    private String profiler;

    /**
     * The contenders of {@code task} in the order of the table. Where there is a target to meet the library is timed on its scalar backend too; other
     * sizes are there for the growth of library and peer, so no loop written by hand is timed, nor the library in place.
     */
    List<String> contenders(Task task) {
        List<String> names = new ArrayList<>(task.contenders().keySet());
        if (names.contains("ours")) {
            if (Target.all().stream().anyMatch(t -> t.task().equals(task.name()))) {
                names.add("scalar");
            } else {
                names.removeAll(List.of("hand", "in-place"));
            }
        }
        return names;
    }

    /** Times one contender in JVMs of its own. */
    Measurement time(Task task, String who) throws RunnerException {
        var options = new OptionsBuilder().include("^" + Race.class.getName().replace(".", "\\.") + "\\.")
                .param("task", task.name()).param("who", who).param("warmUp", String.valueOf(warmUp))
                .forks(forks).warmupIterations(1).warmupTime(TimeValue.milliseconds(time))
                .measurementIterations(5).measurementTime(TimeValue.milliseconds(time))
                .addProfiler(GCProfiler.class).addProfiler(CpuTime.class).addProfiler(LiveHeap.class).shouldFailOnError(true)
                .verbosity(profiler == null ? VerboseMode.SILENT : VerboseMode.NORMAL)
                .jvmArgsPrepend(FLAGS.toArray(String[]::new)).jvmArgsAppend("-Dfoldgrad.backend=" + (who.equals("scalar") ? "scalar" : "vector"));
        if (profiler != null) {
            options.addProfiler(profiler);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        return Measurement.of(task, who, results.iterator().next());
    }
}
