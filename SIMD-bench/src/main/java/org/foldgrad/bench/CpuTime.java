package org.foldgrad.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time of the measuring thread, a step. On an idle machine it is the elapsed time; on a busy one elapsed time says how many others want
 * the processor, this still says what the step costs.
 */
public final class CpuTime implements InternalProfiler {
    /** Name of the result. */
    static final String NAME = "cpu";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long before;

    @Override
    public String getDescription() {
        return "processor time of the measuring thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = workers();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = (double) (workers() - before) / result.getMetadata().getAllOps();
        return List.of(new ScalarResult(NAME, nanos, "ns/op", AggregationPolicy.AVG));
    }

    private long workers() {
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().contains("-jmh-worker-")) {
                nanos += threads.getThreadCpuTime(id);
            }
        }
        return nanos;
    }
}
