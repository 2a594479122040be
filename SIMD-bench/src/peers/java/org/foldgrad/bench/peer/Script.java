package org.foldgrad.bench.peer;

import java.util.function.UnaryOperator;

/**
 * A task in TorchScript.
 *
 * @param name     the contender's name
 * @param source   the method {@code forward}
 * @param shapes   of the inputs that are not vectors, by position, or empty
 * @param prepared from the task's inputs to the script's, once, before timing
 */
record Script(String name, String source, long[][] shapes, UnaryOperator<double[][]> prepared) {
    /** A script over the task's own inputs. */
    Script(String source, long[]... shapes) {
        this("libtorch", source, shapes, in -> in);
    }

    long[] shape(int input, int length) {
        return input < shapes.length ? shapes[input] : new long[] {length};
    }
}
