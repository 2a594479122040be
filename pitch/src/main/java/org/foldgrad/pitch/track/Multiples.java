package org.foldgrad.pitch.track;

/**
 * What the candidates of one frame say of each other: all multiples of a period fold as well as it does, so a lag that folds no better than one it is a
 * multiple of is none, and neither is one whose multiples fold worse.
 *
 * @param row      the frame's folds
 * @param last     largest lag looked at
 * @param lag      of the candidates
 * @param strength their folds
 */
record Multiples(Peak.Row row, int last, double[] lag, double[] strength) {
    /** Cost of each octave from a lag to a multiple of it that folds no better. */
    private static final double MULTIPLE = 0.05;
    /** What share of its own 1 - r a fold must be better by, for 1/e of that cost. */
    private static final double BETTER = 0.5;
    /** The largest multiple, and how near to it a lag must be, as a share of itself. */
    private static final int LARGEST = 4;
    private static final double NEAR = 0.04;
    /** How much worse than at it the sound folds at the double of a lag that is a formant's, which rings and dies away. */
    private static final double DECAY = 0.2;
    /** Cost of such a lag where the sound folds better at a longer candidate that is no multiple of it. */
    private static final double FORMANT = 0.25;
    /** Cost of such a lag for each octave that it lies outside the recording's range. */
    private static final double OUTSIDE = 0.1;

    /** What candidate {@code i} costs for being a multiple of another: of a formant's lag, which is no period, it may well be one. */
    double asMultiple(int i) {
        double most = 0;
        for (int j = 0; j < lag.length; j++) {
            int times = times(lag[i], lag[j]);
            if (times > 1) {
                double alike = Math.exp(-better(strength[i], strength[j]));
                most = Math.max(most, MULTIPLE * Math.log(times) / Math.log(2) * alike * (1 - decay(j)));
            }
        }
        return most;
    }

    /** What candidate {@code i} costs for being a formant's, so many octaves outside the recording's range. */
    double asFormant(int i, double outside) {
        double better = 0;
        for (int j = 0; j < lag.length; j++) {
            if (lag[j] > lag[i] && times(lag[j], lag[i]) == 0) {
                better = Math.max(better, better(strength[j], strength[i]));
            }
        }
        double cost = FORMANT * (1 - Math.exp(-better)) + OUTSIDE * outside;
        return cost == 0 ? 0 : cost * decay(i);
    }

    /** How much worse the sound folds at the double of candidate {@code i} than at it, in shares {@link #DECAY}, at most 1. */
    private double decay(int i) {
        int lowest = (int) Math.rint(2 * (1 - NEAR) * lag[i]);
        int highest = (int) Math.rint(2 * (1 + NEAR) * lag[i]);
        if (highest > last) {
            return 0; // of a double beyond the lattice nothing is known
        }
        double twice = 0;
        for (int l = lowest; l <= highest; l++) {
            twice = Math.max(twice, row.isPeak(l) ? row.at(l).height() : row.r(l));
        }
        return Math.min(1, Math.max(0, strength[i] - twice) / DECAY);
    }

    /** How many times as long a lag is as another, 0 if that is no whole number up to {@link #LARGEST}. */
    private static int times(double lag, double other) {
        double ratio = lag / other;
        double whole = Math.rint(ratio);
        return whole <= LARGEST && Math.abs(ratio - whole) < NEAR * whole ? (int) whole : 0;
    }

    /** By how much a fold is better than another, in shares {@link #BETTER} of what it lacks. */
    private static double better(double fold, double other) {
        return Math.max(0, fold - other) / (BETTER * (1 - fold) + Double.MIN_NORMAL);
    }
}
