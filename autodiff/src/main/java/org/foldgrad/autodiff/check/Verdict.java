package org.foldgrad.autodiff.check;

/** What a {@link GradientCheck} found. */
public enum Verdict {
    /** The Taylor remainder falls as the square of the step, or nearly so: the derivative is right, as far as steps of this size can tell. */
    CORRECT,
    /** The remainder falls only in proportion to the step: the function is smooth, the derivative is another one's. */
    WRONG,
    /** The one-sided slopes differ, and each element's derivative lies between its own two: the function has a kink at the point. */
    KINK,
    /** The function's value jumps at the point, or so near to it that the steps cannot get inside. */
    JUMP,
    /**
     * Rounding or curvature would hide a wrong derivative, if only of one element, or the value varies faster than the steps can follow, as of
     * sin(1e7 x), or the slope comes too slowly, as of x|x|^0.2 at 0: neither right nor wrong could be told.
     */
    NOISE_LIMITED,
    /** The check does not apply; the report says why. */
    UNCHECKABLE
}
