package org.foldgrad.autodiff.kernel.dense;

/**
 * The innermost loop of a convolution with one output channel: {@code c[i] += sum over j of a[j] b[i + j]}, for the taps
 * {@code j = phase + m DISTANCE}, all m of one phase before the next phase. A vector of b that was loaded serves every m: without that,
 * loads that straddle cache lines, one for each multiply-add, would take twice as long as the arithmetic.
 *
 * @param <A> the array type
 */
interface Slide<A> {
    /** From one tap that shares its loads to the next: the lanes of the widest vector, or a multiple of those of narrower ones. */
    int DISTANCE = 16;
    /** How many taps share. */
    int SHARING = 4;
    /** Taps of a whole slide. */
    int TAPS = DISTANCE * SHARING;

    /** Adds the taps of the phases {@code from} to {@code to - 1}. */
    void addProduct(int from, int to, A a, int aOffset, A b, int bOffset, A c, int cOffset);
}
