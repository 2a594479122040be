package org.foldgrad.autodiff;

/** The memory of the last call of a function, free for the next one of the same thread. */
final class Recycled {
    private final boolean inPlace;
    private Arena free;
    private Thread owner;

    /** For calls whose results stay in it until the next one ({@code inPlace}), or are on the heap. */
    Recycled(boolean inPlace) {
        this.inPlace = inPlace;
    }

    /** An arena in which nothing lives. */
    synchronized Arena take() {
        Arena arena = owner == Thread.currentThread() && free != null && !free.isFrozen() ? free : new Arena();
        free = null;
        arena.end();
        return arena;
    }

    synchronized void giveBack(Arena arena) {
        free = arena;
        owner = Thread.currentThread();
    }

    Tape tape() {
        return new Tape(take(), inPlace);
    }
}
