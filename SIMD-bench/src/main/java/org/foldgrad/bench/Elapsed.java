package org.foldgrad.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.stream.DoubleStream;
import org.foldgrad.bench.work.Contender;

/** The JVM that {@link OnThreads} starts: does a task again and again, then prints a few times of a step in nanoseconds of elapsed time. */
public final class Elapsed {
    /** Processor time: on a busy machine a second of the clock may be a twentieth of that. */
    private static final long WARM_UP = 4_000_000_000L;
    private static final long TIME = 200_000_000;
    private static final int TIMES = 5;

    private Elapsed() {}

    /** Times the library at the task of that name. */
    public static void main(String[] args) {
        Contender contender = Tasks.named(args[0]).contender("ours");
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        while (threads.getCurrentThreadCpuTime() < WARM_UP) {
            contender.step();
        }
        DoubleStream.generate(() -> perStep(contender)).limit(TIMES).forEach(System.out::println);
    }

    private static double perStep(Contender contender) {
        long start = System.nanoTime();
        int steps = 0;
        long time;
        do {
            contender.step();
            steps++;
            time = System.nanoTime() - start;
        } while (time < TIME);
        return (double) time / steps;
    }
}
