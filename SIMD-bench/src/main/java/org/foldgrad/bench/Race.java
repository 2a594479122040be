package org.foldgrad.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Task;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The one JMH benchmark of the suite: a contender's step at a task. Each pair runs in JVMs of its own, so no one pollutes another's profile. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Race {
    /** Name of the {@link Task}. */
    @Param("") public String task;

    /** Name of the {@link Contender}. */
    @Param("") public String who;

    /** Milliseconds of processor time before the measurement. */
    @Param("3000") public long warmUp;

    /** Keeps the warm-up alive. */
    public volatile Object warm;

    private Contender contender;

    /** Makes the contender and warms it up by processor time: on a busy machine a second of the clock may be a twentieth of that. */
    @Setup
    public void prepare() {
        long empty = LiveHeap.reachable();
        contender = Tasks.named(task).contender(who);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long until = threads.getCurrentThreadCpuTime() + warmUp * 1_000_000;
        while (threads.getCurrentThreadCpuTime() < until) {
            warm = contender.step();
        }
        if (who.equals("ours")) {
            LiveHeap.watch(() -> warm = contender.step(), empty);
        }
    }

    /** The work. */
    @Benchmark
    public Object step() {
        return contender.step();
    }
}
