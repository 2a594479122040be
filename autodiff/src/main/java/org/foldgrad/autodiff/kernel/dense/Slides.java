package org.foldgrad.autodiff.kernel.dense;

import org.foldgrad.autodiff.kernel.Scratch;
import org.foldgrad.autodiff.kernel.emit.Lane;

/**
 * {@link Slide}s of two widths over a whole row of c.
 *
 * <p>Eight sums hide the latency of the multiply-adds, and are as many as sixteen registers hold besides the weights.
 */
final class Slides<A> {
    /** Vectors of c in a slide, and in one for the last columns. */
    private static final int WIDE = 8;
    private static final int NARROW = 4;

    private final int wide;
    private final Slide<A> wideSlide;
    private final int narrow;
    private final Slide<A> narrowSlide;

    /** Slides in which {@code sharing} taps share each load. */
    Slides(Lane lane, int bits, int sharing) {
        int lanes = bits / lane.bits;
        this.wide = WIDE * lanes;
        this.wideSlide = SlideLoop.slide(lane, bits, WIDE, sharing);
        this.narrow = NARROW * lanes;
        this.narrowSlide = SlideLoop.slide(lane, bits, NARROW, sharing);
    }

    /** Adds the taps of phases 0 to {@code phases - 1} to the {@code columns} elements of c from {@code cOffset} on. */
    void addProduct(int columns, int phases, A a, int aOffset, A b, int bOffset, A c, int cOffset) {
        int i = 0;
        for (; i + wide <= columns; i += wide) {
            wideSlide.addProduct(0, phases, a, aOffset, b, bOffset + i, c, cOffset + i);
        }
        for (; i + narrow <= columns; i += narrow) {
            narrowSlide.addProduct(0, phases, a, aOffset, b, bOffset + i, c, cOffset + i);
        }
        if (i < columns) {
            A edge = Scratch.take(c, narrow);
            System.arraycopy(c, cOffset + i, edge, 0, columns - i);
            narrowSlide.addProduct(0, phases, a, aOffset, b, bOffset + i, edge, 0);
            System.arraycopy(edge, 0, c, cOffset + i, columns - i);
            Scratch.pool().giveBack(edge);
        }
    }
}
