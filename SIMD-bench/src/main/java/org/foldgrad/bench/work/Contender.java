package org.foldgrad.bench.work;

/** One way of doing a {@link Task}: the library, a hand-written loop, or a peer. */
public interface Contender {
    /** Does the whole work once. What it returns only keeps the work alive; it is not looked at. */
    Object step();

    /** What the last {@link #step} computed, flattened (loss, then gradients): compared with the other contenders before any timing. */
    double[] result();
}
