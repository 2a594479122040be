package org.foldgrad.bench.essay;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.DoubleVector;
import org.foldgrad.bench.work.Inputs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * 2. Pollution. A loop that takes its operation as a lambda is fast as long as it has seen one.
 *
 * <p>With {@code others = 0} the call in the shared loop has one target, is inlined, and the loop runs as if written out. After three other
 * operations have gone through the same loop it has many targets: no inlining, so every vector is boxed. It does not heal. A benchmark that runs
 * one operation in each fork never sees this; a program that uses four always does.
 *
 * <p>The library therefore emits a loop of its own, a class, for each operation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Essay02Pollution {
    /** How many other operations the loop has met before. */
    @Param({"0", "3"}) public int others;

    private final double[] x = Inputs.uniform(1_000, 0, 1, 1);
    private final double[] y = new double[1_000];

    /** Sends the other operations through the loop. */
    @Setup
    public void pollute() {
        for (int i = 0; i < 20_000; i++) {
            if (others > 0) {
                loop(v -> v.add(1));
                loop(v -> v.sub(1));
                loop(v -> v.div(3));
            }
        }
    }

    /** Doubling through the shared loop. */
    @Benchmark
    public double[] shared() {
        return loop(v -> v.mul(2));
    }

    private double[] loop(UnaryOperator<DoubleVector> operation) {
        var s = DoubleVector.SPECIES_PREFERRED;
        for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
            operation.apply(DoubleVector.fromArray(s, x, i)).intoArray(y, i);
        }
        return y;
    }
}
