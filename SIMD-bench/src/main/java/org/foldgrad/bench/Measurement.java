package org.foldgrad.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.foldgrad.bench.work.Task;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What JMH found for one contender at one task.
 *
 * @param task       the task's name
 * @param who        the contender
 * @param nanos      time a step in nanoseconds, median over the iterations: processor time of the measuring thread ({@link CpuTime}), or for
 *                   whole programs what {@link Program} says
 * @param fastest    fastest iteration
 * @param slowest    slowest iteration
 * @param allocated  bytes allocated on the Java heap a step
 * @param live       bytes of the heap reachable during a step, see {@link LiveHeap}; 0 if it was not looked at
 */
record Measurement(String task, String who, double nanos, double fastest, double slowest, double allocated, double live) {
    static Measurement of(Task task, String who, RunResult result) {
        List<IterationResult> iterations = result.getBenchmarkResults().stream()
                .map(BenchmarkResult::getIterationResults).flatMap(Collection::stream).toList();
        double[] times = iterations.stream().mapToDouble(i -> secondary(i, CpuTime.NAME)).toArray();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return of(task.name(), who, times, allocated == null ? Double.NaN : allocated.getScore(), secondary(iterations.getLast(), LiveHeap.NAME));
    }

    /** The median and the extremes of several times. */
    static Measurement of(String task, String who, double[] times, double allocated, double live) {
        double[] sorted = Arrays.stream(times).sorted().toArray();
        return new Measurement(task, who, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1], allocated, live);
    }

    private static double secondary(IterationResult iteration, String name) {
        return iteration.getSecondaryResults().get(name).getScore();
    }
}
