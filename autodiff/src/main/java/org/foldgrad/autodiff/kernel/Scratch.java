package org.foldgrad.autodiff.kernel;

/** Memory for the inside of a kernel: what is taken from the pool of the thread is given back before the kernel returns. */
public final class Scratch {
    private static final ThreadLocal<Pool> POOL = ThreadLocal.withInitial(Pool::new);

    private Scratch() {}

    /** The pool of the thread. */
    public static Pool pool() {
        return POOL.get();
    }

    /** An array of the type of {@code like} and at least {@code size} elements from the pool of the thread. */
    @SuppressWarnings("unchecked") // it is the type of A
    public static <A> A take(A like, int size) {
        return (A) (like instanceof double[] ? pool().doubles(size) : pool().floats(size));
    }
}
