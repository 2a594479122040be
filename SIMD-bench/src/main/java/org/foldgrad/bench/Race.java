package org.foldgrad.bench;

import java.util.concurrent.TimeUnit;
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

    private Contender contender;

    /** Makes the contender. */
    @Setup
    public void prepare() {
        contender = Tasks.named(task).contender(who);
    }

    /** The work. */
    @Benchmark
    public Object step() {
        return contender.step();
    }
}
