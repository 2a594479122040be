package org.foldgrad.bench.essay;

import java.util.concurrent.TimeUnit;
import org.foldgrad.bench.work.Inputs;
import org.foldgrad.bench.hand.HandWalk;
import org.foldgrad.bench.task.FoldTasks;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * 3. Forks. One JVM is one throw of the dice.
 *
 * <p>Which calls HotSpot inlines depends on what it compiled first, and that on timing. A loop of many Vector API calls may come out with all of
 * them inlined, or with the last few left as calls that box their vectors: the same code, two or three times slower, for the whole life of that
 * JVM. Within a fork the error bar is small either way. Compare the five forks of this benchmark with each other, not just their mean.
 *
 * <p>The suite gives each contender JVMs of its own, one unless {@code --forks} asks for more; the page shows slowest / fastest.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
public class Essay03Forks {
    private HandWalk walk;

    /** A constant pitch of 205 Hz over noise. */
    @Setup
    public void prepare() {
        double[] theta = new double[100];
        java.util.Arrays.fill(theta, Math.log(44_100 / 205.0) / Math.log(2));
        walk = new HandWalk(new double[][] {Inputs.uniform(45_000, -1, 1, 1), theta}, FoldTasks.SPACING, FoldTasks.POINTS, FoldTasks.EPS);
    }

    /** The fold loss and its gradient in one long vector loop. */
    @Benchmark
    public Object longLoop() {
        return walk.step();
    }
}
