package org.foldgrad.autodiff.kernel;

/** Memory for the inside of a kernel: what is taken from the pool of the thread is given back before the kernel returns. */
final class Scratch {
    private static final ThreadLocal<Pool> POOL = ThreadLocal.withInitial(Pool::new);

    private Scratch() {}

    static Pool pool() {
        return POOL.get();
    }

    /** An array of at least {@code size} elements from the pool of the thread. */
    @SuppressWarnings("unchecked") // the lane is the type of A
    static <A> A take(Lane lane, int size) {
        return (A) (lane == Lane.F64 ? pool().doubles(size) : pool().floats(size));
    }
}
