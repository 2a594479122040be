package org.foldgrad.bench.work;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One piece of work that several contenders do on the same inputs.
 *
 * @param family     what is computed, for example {@code chain}
 * @param type       element type
 * @param n          size
 * @param elements   by how many elements a step's time is divided for ns/element
 * @param work       the physical floor
 * @param tolerance  how far results may differ, relative to the largest magnitude among them
 * @param inputs     makes the inputs, the same every time
 * @param contenders how each contender is made from the inputs; the first one is the reference of the comparison of results
 */
public record Task(String family, Type type, int n, long elements, Work work, double tolerance, Supplier<double[][]> inputs,
        Map<String, Function<double[][], Contender>> contenders) {

    /** {@code family/type/n}: how a task is named on the command line and in the results. */
    public String name() {
        return family + "/" + type + "/" + n;
    }

    /** The contender called {@code who}, ready to step. {@code scalar} is {@code ours} in a JVM told to use the scalar backend. */
    public Contender contender(String who) {
        Function<double[][], Contender> maker = contenders.get(who.equals("scalar") ? "ours" : who);
        if (maker == null) {
            throw new IllegalArgumentException(name() + " has no contender '" + who + "'; it has " + contenders.keySet());
        }
        return maker.apply(inputs.get());
    }

    /** This task with one more contender. */
    public Task with(String who, Function<double[][], Contender> maker) {
        Map<String, Function<double[][], Contender>> more = new LinkedHashMap<>(contenders);
        more.put(who, maker);
        return new Task(family, type, n, elements, work, tolerance, inputs, more);
    }

    /** A task without contenders yet, one element of work for each of its {@code n}. */
    public static Task of(String family, Type type, int n, Work work, double tolerance, Supplier<double[][]> inputs) {
        return new Task(family, type, n, n, work, tolerance, inputs, Map.of());
    }
}
