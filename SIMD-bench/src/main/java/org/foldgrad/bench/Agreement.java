package org.foldgrad.bench;

import java.util.ArrayList;
import java.util.List;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Task;

/** Nobody is timed before all contenders of a task have computed the same numbers. */
final class Agreement {
    private Agreement() {}

    /** Steps every contender once and throws if a result differs from the first contender's by more than the task allows. */
    static void check(Task task) {
        List<String> names = new ArrayList<>(task.contenders().keySet());
        if (names.size() < 2) {
            return;
        }
        double[] expected = result(task, names.getFirst());
        for (String who : names.subList(1, names.size())) {
            compare(task, who, expected, result(task, who));
        }
    }

    private static double[] result(Task task, String who) {
        Contender contender = task.contender(who);
        contender.step();
        return contender.result();
    }

    private static void compare(Task task, String who, double[] expected, double[] actual) {
        if (expected.length != actual.length) {
            throw new IllegalStateException(task.name() + ": " + who + " computed " + actual.length + " numbers, not " + expected.length);
        }
        double scale = 0;
        for (double e : expected) {
            scale = Math.max(scale, Math.abs(e));
        }
        for (int i = 0; i < expected.length; i++) {
            // negated, so that NaN counts as different
            if (!(Math.abs(actual[i] - expected[i]) <= task.tolerance() * scale)) {
                throw new IllegalStateException("%s: %s computed %s at %d where %s computed %s".formatted(
                        task.name(), who, actual[i], i, task.contenders().keySet().iterator().next(), expected[i]));
            }
        }
    }
}
