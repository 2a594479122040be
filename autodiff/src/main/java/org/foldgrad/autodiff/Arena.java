package org.foldgrad.autodiff;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.foldgrad.autodiff.kernel.Pool;

/**
 * The memory of a tape. Arrays are lent to the tensors computed on it and all return to the pool when the tape ends; the generation then
 * moves on, by which a tensor that outlived its tape is recognised.
 *
 * <p>When a tape records a constant that lives in another tape's arena (an inner gradient's intermediate value, say), that arena is frozen: from
 * then on it reuses nothing. It need not be if it {@link #outlasts} the tape's own.
 */
final class Arena {
    private static final AtomicLong COUNT = new AtomicLong();

    private final Pool pool = new Pool();
    private final List<Object> lent = new ArrayList<>();
    private final Workspace workspace = new Workspace(this, null, new Tensor[0]);
    private final double[] scratch = new double[Elementwise.MAX_INPUTS];
    private int generation;
    private boolean frozen;
    private boolean sealed;
    /** Who uses it, and which use this is among all uses of arenas. */
    private Thread user;
    private long use;

    Arena() {
        open();
    }

    /** Takes back everything for a new use, by this thread; not for one that is frozen. */
    void open() {
        end();
        user = Thread.currentThread();
        use = COUNT.incrementAndGet();
    }

    /** Whether the current thread used it last. */
    boolean isOwn() {
        return user == Thread.currentThread();
    }

    /**
     * Whether what is lent here stays until the use of {@code inner} is over, if that ends before the call in which it began: one thread's uses end in
     * the reverse order. (Results of the last call of a function that works in place may go any time.)
     */
    boolean outlasts(Arena inner) {
        return user == inner.user && use < inner.use && !sealed;
    }

    Workspace workspace() {
        return workspace;
    }

    /** A few numbers for whoever uses them at once. */
    double[] scratch() {
        return scratch;
    }

    int generation() {
        return generation;
    }

    /** An array of at least {@code size} elements, content unspecified, lent until {@link #end}, unless it is given back before. */
    Object lend(DType dtype, int size) {
        Object array = borrow(dtype, size);
        lend(array);
        return array;
    }

    /** An array that the caller gives back or keeps for good. */
    Object borrow(DType dtype, int size) {
        return switch (dtype) {
            case F64 -> pool.doubles(size);
            case F32 -> pool.floats(size);
        };
    }

    void giveBack(Object array) {
        if (!frozen) {
            pool.giveBack(array);
        }
    }

    /** Keeps all that is lent for as long as tensors refer to it. */
    void freeze() {
        frozen = true;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Keeps what is lent until {@link #end}, and lends nothing to what is computed of it meanwhile. */
    void seal() {
        sealed = true;
    }

    boolean isSealed() {
        return sealed;
    }

    /** How many arrays are lent now: those lent from here on have this number and higher ones. */
    int mark() {
        return lent.size();
    }

    /** The array number {@code k} of those lent. */
    Object lent(int k) {
        return lent.get(k);
    }

    /** Counts a borrowed array among the lent ones. */
    void lend(Object borrowed) {
        if (Pool.keeps(Array.getLength(borrowed))) {
            lent.add(borrowed);
        }
    }

    /** Makes the array number {@code k} a borrowed one; the last takes its number. */
    Object unlend(int k) {
        Object last = lent.removeLast();
        return k == lent.size() ? last : lent.set(k, last);
    }

    /** Takes back everything, unless frozen: tensors of this generation are no longer valid. */
    void end() {
        if (!frozen) {
            sealed = false;
            lent.forEach(pool::giveBack);
            lent.clear();
            generation++;
        }
    }
}
