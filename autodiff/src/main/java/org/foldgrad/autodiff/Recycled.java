package org.foldgrad.autodiff;

/** The memory of the last call of a function, free for the next one of the same thread. */
final class Recycled {
    private final boolean inPlace;
    private Arena free;

    /** For calls whose results stay in it until the next one ({@code inPlace}), or are on the heap. */
    Recycled(boolean inPlace) {
        this.inPlace = inPlace;
    }

    /** An arena in which nothing lives. */
    synchronized Arena take() {
        Arena arena = free;
        free = null;
        if (arena == null || !arena.isOwn() || arena.isFrozen()) {
            return new Arena();
        }
        arena.open();
        return arena;
    }

    synchronized void giveBack(Arena arena) {
        free = arena;
    }

    /** A tape in it, of use within the current call only. */
    Tape tape() {
        return new Tape(take(), inPlace);
    }
}
