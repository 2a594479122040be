package org.foldgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.foldgrad.bench.work.Type;

/**
 * How fast something is meant to be, as a ratio to something measured in the same run.
 *
 * @param task      the task
 * @param who       the contender that is to be fast
 * @param against   what it is measured against, in words
 * @param reference nanoseconds of that; NaN if it was not measured
 * @param ratio     reference / contender is to be at least this; NaN where the reference is there for comparison only
 */
record Target(String task, String who, String against, ToDoubleFunction<Results> reference, double ratio) {

    /** Every target. */
    static List<Target> all() {
        List<Target> targets = new ArrayList<>();
        String walk = "walk/f64/441000";
        targets.add(peer(walk, "ours", "libtorch", 10));
        targets.add(peer(walk, "ours", "libtorch-loop", 300));
        targets.add(peer(walk, "ours", "hand", 0.4));
        targets.add(peer(walk, "recorded", "libtorch", 4));
        targets.add(absolute("scalar-chain/f64/10000", "ours", "60 ns an operation", 60 * 10_000));
        chain(targets);
        for (String function : List.of("exp", "log", "sin", "tanh", "pow")) {
            for (Type type : Type.values()) {
                both(targets, function + "/" + type + "/100000", 1.5);
            }
        }
        both(targets, "gather/f64/100000", 3);
        both(targets, "gather-index/f64/100000", 2.5);
        both(targets, "gather-both/f64/100000", 5);
        both(targets, "gather-both/f64/1000", 20);
        both(targets, "softmax/f64/1000", 1.7);
        both(targets, "softmax-grad/f64/1000", 1.7);
        for (Type type : Type.values()) {
            for (String size : List.of("256", "512", "1024")) {
                targets.add(peer("matmul/" + type + "/" + size, "ours", "libtorch", 1));
                targets.add(peer("matmul-grad/" + type + "/" + size, "ours", "libtorch", 1));
            }
            String small = "matmul/" + type + "/256";
            for (String who : List.of("ours", "in-place")) {
                targets.add(new Target(small, who, "FMA peak", r -> r.limit(Tasks.named(small)), 0.75));
            }
            both(targets, "matvec-grad/" + type + "/1000", Double.NaN);
        }
        targets.add(peer("conv1d/f32/441000", "ours", "libtorch", 8));
        targets.add(peer("conv1d-grad/f32/441000", "ours", "libtorch", 8));
        targets.add(cost("walk", "walk-value"));
        targets.add(cost("phase-fold", "phase-fold-value"));
        targets.add(absolute("track/f64/441000", "ours", "35 times real time", 10e9 / 35));
        targets.add(peer("track/f64/441000", "ours", "praat", Double.NaN));
        targets.add(absolute("cold-start/f64/132300", "tool", "1.5 s", 1.5e9));
        return targets;
    }

    private static void chain(List<Target> targets) {
        String[] sizes = {"1000", "100000", "10000000"};
        double[] declared = {10, 2.5, 3.5};
        double[] recorded = {7, 1.5, 1};
        for (int i = 0; i < sizes.length; i++) {
            targets.add(peer("chain/f64/" + sizes[i], "ours", "libtorch", declared[i]));
            targets.add(peer("chain/f64/" + sizes[i], "recorded", "libtorch", recorded[i]));
        }
    }

    /** On the heap and in place. */
    private static void both(List<Target> targets, String task, double ratio) {
        targets.add(peer(task, "ours", "libtorch", ratio));
        targets.add(peer(task, "in-place", "libtorch", ratio));
    }

    private static Target peer(String task, String who, String peer, double ratio) {
        return new Target(task, who, peer, r -> r.nanos(task, peer), ratio);
    }

    /** At most three times the value alone for value and gradient. */
    private static Target cost(String gradient, String value) {
        String suffix = "/f64/441000";
        return new Target(gradient + suffix, "ours", "its value alone", r -> r.nanos(value + suffix, "ours"), 1 / 3.0);
    }

    /** At most {@code nanos} a step, which {@code limit} says in the words of the target. */
    private static Target absolute(String task, String who, String limit, double nanos) {
        return new Target(task, who, limit, r -> nanos, 1);
    }

    /** Reference / contender; NaN if one of them was not measured. */
    double reached(Results results) {
        return reference.applyAsDouble(results) / results.nanos(task, who);
    }
}
