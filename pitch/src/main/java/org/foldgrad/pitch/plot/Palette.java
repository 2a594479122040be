package org.foldgrad.pitch.plot;

import java.awt.Color;

/** Eight colours that can be told apart with any kind of colour vision (Okabe and Ito, 2008). */
final class Palette {
    private static final Color[] COLOURS = {
        new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7),
        new Color(0xE69F00), new Color(0x56B4E9), new Color(0x000000), new Color(0x999933)};

    /** How many there are; then they begin anew. */
    static final int SIZE = COLOURS.length;

    private Palette() {}

    /** The colour of series {@code k}, counted from 0. */
    static Color colour(int k) {
        return COLOURS[k % COLOURS.length];
    }
}
