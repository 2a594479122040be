package org.foldgrad.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.foldgrad.autodiff.kernel.Pool;

/**
 * The memory of a tape. Arrays are lent to the tensors computed on it and all return to the pool when the tape ends; the generation then
 * moves on, by which a tensor that outlived its tape is recognised.
 *
 * <p>When a tape records an operation on a constant that lives in another tape's arena (an inner gradient's intermediate value, say), that
 * arena is frozen: from then on it reuses nothing.
 */
final class Arena {
    private final Pool pool = new Pool();
    private final List<Object> lent = new ArrayList<>();
    private final Workspace workspace = new Workspace(this, null, new Tensor[0]);
    private int generation;
    private boolean frozen;

    Workspace workspace() {
        return workspace;
    }

    int generation() {
        return generation;
    }

    /** An array of at least {@code size} elements, content unspecified, lent until {@link #end} or {@link #releaseTo}. */
    Object lend(DType dtype, int size) {
        Object array = borrow(dtype, size);
        if (Pool.keeps(size)) {
            lent.add(array);
        }
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

    /** Where the lent arrays end now, for {@link #releaseTo}. */
    int mark() {
        return lent.size();
    }

    /** Takes back what was lent since {@code mark}, but for the arrays in {@code kept}. */
    void releaseTo(int mark, Object[] kept) {
        if (frozen) {
            return;
        }
        int end = mark;
        for (int i = mark; i < lent.size(); i++) {
            Object array = lent.get(i);
            if (contains(kept, array)) {
                lent.set(end++, array);
            } else {
                pool.giveBack(array);
            }
        }
        while (lent.size() > end) {
            lent.removeLast();
        }
    }

    private static boolean contains(Object[] arrays, Object array) {
        for (Object a : arrays) {
            if (a == array) {
                return true;
            }
        }
        return false;
    }

    /** Takes back everything, unless frozen: tensors of this generation are no longer valid. */
    void end() {
        if (!frozen) {
            releaseTo(0, new Object[0]);
            generation++;
        }
    }
}
