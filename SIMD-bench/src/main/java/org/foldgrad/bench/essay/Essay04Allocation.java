package org.foldgrad.bench.essay;

import java.util.concurrent.TimeUnit;
import org.foldgrad.bench.work.Inputs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * 4. Allocation. A new array costs more than what is done with it.
 *
 * <p>Both methods double n numbers. The one that makes its result anew has it zeroed, and in memory that the caches have long forgotten: the next
 * garbage collection is far away, so each array lies where none has been since. The collector's own work is the small part; the gc profiler shows
 * the bytes.
 *
 * <p>The library therefore takes intermediate results from a pool that belongs to the tape, last in first out. What leaves the tape, values and
 * gradients, is new.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Essay04Allocation {
    /** Numbers in an array. */
    @Param({"1000", "100000"}) public int n;

    private double[] x = Inputs.uniform(1_000, 0, 1, 1);
    private double[] y = new double[1_000];

    /** Into the same array every time. */
    @Benchmark
    public double[] reused() {
        return doubled(sized());
    }

    /** Into a new array every time. */
    @Benchmark
    public double[] fresh() {
        sized();
        return doubled(new double[n]);
    }

    private double[] sized() {
        if (x.length != n) {
            x = Inputs.uniform(n, 0, 1, 1);
            y = new double[n];
        }
        return y;
    }

    private double[] doubled(double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = 2 * x[i];
        }
        return to;
    }
}
