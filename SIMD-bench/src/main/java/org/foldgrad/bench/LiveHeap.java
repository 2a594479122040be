package org.foldgrad.bench;

import com.sun.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * How much heap a contender holds while it works: its inputs, its tape, its results. Full garbage collections at random moments of its steps
 * see what is reachable just then; the largest of them counts. Measured before the timing, so that it disturbs nothing.
 */
public final class LiveHeap implements InternalProfiler {
    /** Name of the result. */
    static final String NAME = "live";

    private static final int COLLECTIONS = 8;
    private static final Set<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).map(pool -> pool.getName()).collect(Collectors.toSet());

    private static volatile long bytes;

    /** Bytes that a full collection leaves. */
    static long reachable() {
        System.gc();
        return ManagementFactory.getGarbageCollectorMXBeans().stream().map(GarbageCollectorMXBean.class::cast)
                .map(GarbageCollectorMXBean::getLastGcInfo).filter(info -> info != null)
                .max((a, b) -> Long.compare(a.getEndTime(), b.getEndTime())).orElseThrow()
                .getMemoryUsageAfterGc().entrySet().stream().filter(e -> POOLS.contains(e.getKey())).mapToLong(e -> e.getValue().getUsed()).sum();
    }

    /** Looks at the heap from another thread while {@code step} is repeated here; {@code empty} was reachable before there was anything to step. */
    static void watch(Runnable step, long empty) {
        bytes = 0;
        Thread watcher = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < COLLECTIONS; i++) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000));
                bytes = Math.max(bytes, reachable() - empty);
            }
        });
        while (watcher.isAlive()) {
            step.run();
        }
    }

    @Override
    public String getDescription() {
        return "peak of what is reachable during a step";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return List.of(new ScalarResult(NAME, bytes, "B", AggregationPolicy.MAX));
    }
}
