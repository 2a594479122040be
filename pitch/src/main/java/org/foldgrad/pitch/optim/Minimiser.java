package org.foldgrad.pitch.optim;

import java.util.function.Function;
import org.foldgrad.autodiff.Tensor;

/** Finds a point where a scalar function of a vector is small. */
public sealed interface Minimiser permits Descent, Lbfgs {
    /**
     * Goes down from {@code start}.
     *
     * @param loss  of a vector [P]; a scalar
     * @param start [P]
     */
    Minimum minimise(Function<Tensor, Tensor> loss, Tensor start);

    /** Goes on from a snapshot of the same minimiser on the same loss; steps are counted from the beginning. */
    Minimum resume(Function<Tensor, Tensor> loss, Snapshot snapshot);
}
