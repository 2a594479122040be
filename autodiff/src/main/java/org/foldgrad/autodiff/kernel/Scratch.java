package org.foldgrad.autodiff.kernel;

/** Memory for the inside of a kernel: what is taken from the pool of the thread is given back before the kernel returns. */
final class Scratch {
    private static final ThreadLocal<Pool> POOL = ThreadLocal.withInitial(Pool::new);

    private Scratch() {}

    static Pool pool() {
        return POOL.get();
    }
}
