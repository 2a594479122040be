package org.foldgrad.bench;

import java.util.Optional;
import java.util.function.Function;

/** A foreign library on the class path (Maven profile {@code peers}), found as a service. */
public interface Peers {
    /** The contender's name, for example {@code libtorch}. */
    String name();

    /** How this peer does {@code task}, or empty if it does not take part. */
    Optional<Function<double[][], Contender>> contender(Task task);
}
