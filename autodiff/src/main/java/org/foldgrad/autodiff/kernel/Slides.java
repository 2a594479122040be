package org.foldgrad.autodiff.kernel;

/** {@link Slide}s of two widths over a whole row of c. */
final class Slides<A> {
    private final Lane lane;
    private final int wide;
    private final Slide<A> wideSlide;
    private final int narrow;
    private final Slide<A> narrowSlide;

    /**
     * Slides in which {@code sharing} taps share each load.
     *
     * <p>Twelve sums hide the latency of the multiply-adds also where several follow each other on the same sum; sixteen registers hold only eight
     * besides the weights.
     */
    Slides(Lane lane, int bits, int sharing) {
        this.lane = lane;
        int lanes = bits / lane.bits;
        int width = 8;
        this.wide = width * lanes;
        this.wideSlide = SlideLoop.slide(lane, bits, width, sharing);
        this.narrow = 4 * lanes;
        this.narrowSlide = SlideLoop.slide(lane, bits, 4, sharing);
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
            A edge = Scratch.take(lane, narrow);
            System.arraycopy(c, cOffset + i, edge, 0, columns - i);
            narrowSlide.addProduct(0, phases, a, aOffset, b, bOffset + i, edge, 0);
            System.arraycopy(edge, 0, c, cOffset + i, columns - i);
            Scratch.pool().giveBack(edge);
        }
    }
}
