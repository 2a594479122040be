package org.foldgrad.bench;

import org.foldgrad.bench.work.Task;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What JMH found for one contender at one task.
 *
 * @param task       the task's name
 * @param who        the contender
 * @param nanos      processor time a step in nanoseconds, median over the iterations; see {@link CpuTime}
 * @param fastest    fastest iteration
 * @param slowest    slowest iteration
 * @param allocated  bytes allocated on the Java heap a step
 */
record Measurement(String task, String who, double nanos, double fastest, double slowest, double allocated) {
    static Measurement of(Task task, String who, RunResult result) {
        double[] times = result.getBenchmarkResults().stream().map(BenchmarkResult::getIterationResults).flatMap(c -> c.stream())
                .map(iteration -> iteration.getSecondaryResults().get(CpuTime.NAME)).mapToDouble(Result::getScore).sorted().toArray();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Measurement(task.name(), who, times[times.length / 2], times[0], times[times.length - 1],
                allocated == null ? Double.NaN : allocated.getScore());
    }
}
