package org.foldgrad.autodiff.gather;

/**
 * How a signal s[0..N-1] goes on beyond its ends: gather interpolates the continued sequence, so it is as smooth there as everywhere.
 *
 * <p>Indices of any size are legal and stay exact: 1e300 is reduced by the period, or found to be far outside. An index that is NaN, or
 * infinite where the continuation has no limit (Reflect, Wrap), gives NaN and adds nothing to a gradient.
 *
 * <p>At a knot of a kernel whose slope jumps there, slopes are right-hand ones; at the last sample of a signal that is not periodic they
 * are left-hand ones, so that at both ends the slope looks into the signal.
 */
public sealed interface Boundary permits Boundary.Clamp, Boundary.Reflect, Boundary.Wrap, Boundary.Zero, Boundary.Strict {

    /** The end samples repeat: s[-1] = s[0], s[N] = s[N-1]. Far outside the value is constant and the slope 0. */
    record Clamp() implements Boundary {}

    /** Mirrored about the end samples, which are not repeated: s[-1] = s[1], s[N] = s[N-2]. */
    record Reflect() implements Boundary {}

    /** Periodic: s[-1] = s[N-1], s[N] = s[0]. */
    record Wrap() implements Boundary {}

    /** Zeros: s[-1] = s[N] = 0. */
    record Zero() implements Boundary {}

    /** Indices outside [0, N-1] are refused; kernels that reach beyond the ends see the signal as {@link Reflect} continues it. */
    record Strict() implements Boundary {}

    /** The end samples repeat. */
    static Boundary clamp() {
        return new Clamp();
    }

    /** Mirrored about the end samples. */
    static Boundary reflect() {
        return new Reflect();
    }

    /** Periodic. */
    static Boundary wrap() {
        return new Wrap();
    }

    /** Zeros. */
    static Boundary zero() {
        return new Zero();
    }

    /** Indices outside the signal are refused. */
    static Boundary strict() {
        return new Strict();
    }
}
