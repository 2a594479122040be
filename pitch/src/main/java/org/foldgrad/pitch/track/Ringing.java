package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Whether what has ended rings on. In a room an old note's fundamental beats with the new one's, and both fold well at a lag between
 * the two, so there a fundamental is no better a witness than the whole signal.
 *
 * <p>A mouth that closes takes more than 20 dB off the fundamental within 50 ms; a room that rings for 0.3 s leaves it to fall by about
 * 15 dB, one of a second by 10. So the steepest falls tell a room from a mouth. Where even they are next to nothing, nothing has ended
 * that could ring.
 */
final class Ringing {
    /** Seconds over which falls are measured, and of the windows that levels are measured in. */
    private static final double FALL = 0.05;
    private static final double WINDOW = 0.03;
    /** Falls count from levels no less than this share of the loud ones' power. */
    private static final double LOUD = 0.01;
    /** Which of the sorted levels is called loud, and which of the falls steep. */
    private static final double STEEP = 0.95;
    /** Falls in dB: up to the first nothing has ended, from the second to the third all rings on, beyond the fourth nothing does. */
    private static final double[] FALLS = {6, 7, 10, 20};

    private Ringing() {
    }

    /** 0 where sound stops with its source, 1 where it rings on, of a signal's {@code fundamental}. */
    static double of(double[] fundamental) {
        double fall = steepestFall(levels(fundamental));
        double ended = (fall - FALLS[0]) / (FALLS[1] - FALLS[0]);
        double late = (FALLS[3] - fall) / (FALLS[3] - FALLS[2]);
        return Math.clamp(Math.min(ended, late), 0, 1);
    }

    /** Energy of the windows about each knot. */
    private static double[] levels(double[] x) {
        int half = (int) (WINDOW / 2 * Signal.RATE);
        double[] energies = Channel.energies(x);
        double[] levels = new double[x.length / Signal.STEP];
        Arrays.setAll(levels, k -> Channel.energy(energies, k * Signal.STEP - half, k * Signal.STEP + half));
        return levels;
    }

    /** By how many dB the steepest falls take a loud sound down; 0 where there is none. */
    private static double steepestFall(double[] levels) {
        int apart = (int) Math.round(FALL / Analysis.HOP);
        double loud = LOUD * steep(levels.clone(), levels.length);
        double[] falls = new double[levels.length];
        int count = 0;
        for (int k = 0; k + apart < levels.length; k++) {
            if (levels[k] > loud) {
                falls[count++] = 10 * Math.log10(levels[k] / Math.max(levels[k + apart], 1e-6 * loud));
            }
        }
        return steep(falls, count);
    }

    private static double steep(double[] values, int count) {
        Arrays.sort(values, 0, count);
        return count == 0 ? 0 : values[(int) (STEEP * (count - 1))];
    }
}
