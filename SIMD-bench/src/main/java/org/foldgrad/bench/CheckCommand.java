package org.foldgrad.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.foldgrad.bench.work.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench check}: has something become clearly slower? Ratios to hand-written loops and to the scalar backend, measured in this run. */
@Command(name = "check", mixinStandardHelpOptions = true,
        description = "Within three minutes, fail if a task has become clearly slower than its hand-written form or the scalar backend allow.")
final class CheckCommand implements Callable<Integer> {
    /** {@code reference / ours} is to be at least {@code ratio}: about half of what it is when all is well. */
    private record Guard(String task, String reference, double ratio) {}

    private static final List<Guard> GUARDS = List.of(
            new Guard("chain/f64/1000", "hand", 0.3),
            new Guard("chain/f64/1000", "scalar", 1.5),
            new Guard("chain/f32/10000", "hand", 0.2),
            new Guard("scalar-chain/f64/10000", "hand", 0.006),
            new Guard("exp/f32/100000", "hand", 0.22),
            new Guard("gather-both/f64/1000", "hand", 0.13),
            new Guard("softmax/f64/1000", "hand", 0.2),
            new Guard("matmul/f64/256", "scalar", 3),
            new Guard("walk/f64/441000", "hand", 0.3));

    @Mixin private Settings settings;

    @Override
    public Integer call() throws Exception {
        boolean ok = true;
        for (Guard guard : GUARDS) {
            double ratio = ratio(guard);
            if (ratio < guard.ratio) {
                // one bad second of the machine is not a regression: ask again
                ratio = Math.max(ratio, ratio(guard));
            }
            boolean met = ratio >= guard.ratio;
            ok &= met;
            System.out.printf(Locale.ROOT, "%s %-26s %s / ours = %.3f, at least %.3f expected%n",
                    met ? "ok    " : "SLOWER", guard.task, guard.reference, ratio, guard.ratio);
        }
        return ok ? 0 : 1;
    }

    private double ratio(Guard guard) throws Exception {
        Task task = Tasks.named(guard.task);
        return settings.time(task, guard.reference).nanos() / settings.time(task, "ours").nanos();
    }
}
