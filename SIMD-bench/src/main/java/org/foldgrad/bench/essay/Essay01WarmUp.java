package org.foldgrad.bench.essay;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import org.foldgrad.bench.work.Inputs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 1. Warm-up. Until HotSpot's second compiler has seen it, every vector of the Vector API is an object and every operation a call.
 *
 * <p>Both methods below double a thousand numbers. Timed once from cold, the vector loop loses by a factor of a hundred or more; a second of warm-up
 * turns the result round. A benchmark with half a second of warm-up measures something in between, and reports it with a small error.
 *
 * <p>The library therefore begins every kernel as a plain loop and changes over once that has done enough work.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 0)
public class Essay01WarmUp {
    private final double[] x = Inputs.uniform(1_000, 0, 1, 1);
    private final double[] y = new double[1_000];

    /** The plain loop: tolerable from the first call. */
    @Benchmark
    public double[] plain() {
        for (int i = 0; i < x.length; i++) {
            y[i] = 2 * x[i];
        }
        return y;
    }

    /** The same with vectors. */
    @Benchmark
    public double[] vectors() {
        var s = DoubleVector.SPECIES_PREFERRED;
        for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
            DoubleVector.fromArray(s, x, i).mul(2).intoArray(y, i);
        }
        return y;
    }
}
