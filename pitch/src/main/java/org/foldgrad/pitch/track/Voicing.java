package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Voiced or not, knot by knot, from the refined folds: log odds of voice (logistic regression on the data sets' voicing), then
 * the posterior of a two-state chain (forward and backward), which needs {@link #SWITCH} nats to change its mind.
 */
final class Voicing {
    /**
     * Weight of the better of the two folds with a neighbouring cycle: sharp in time, since the first cycle of a stretch folds well
     * onto the next and the last onto the one before.
     */
    private static final double CYCLE = 1.22;
    /** Weight of the fold over {@link #WIDE} about the instant. */
    private static final double WIDE_FOLD = 1.68;
    /** Weight of the lattice's fold. */
    private static final double LATTICE = 1.07;
    /** Weight of the cycle's level below the loud frames, for each 10 dB. */
    private static final double LEVEL = 1.95;
    private static final double OFFSET = -0.15;
    /** Weight of the logarithm of the share that the background leaves, below {@link #LITTLE}: then there may be nothing else. */
    private static final double BACKGROUND = 2.5;
    private static final double LITTLE = 0.15;
    /** Half-length of the wide fold, seconds. */
    private static final double WIDE = 0.0125;
    /**
     * Seconds after which a high voice must still be alike, for all folds to count as more: any band of noise, a sibilant, folds well onto itself
     * half a millisecond later, if it is a kilohertz wide. Half the seconds that are compared.
     */
    private static final double LAPSE = 0.004;
    private static final double ABOUT = 0.0025;
    /** Levels lower than this below the loud frames are all alike, dB. */
    private static final double QUIETEST = -60;
    /** Nats for a change between voiced and unvoiced. */
    private static final double SWITCH = 4;
    /** Log odds where the path has no voice at all, and the limit of what one knot can say. */
    private static final double NONE = -8;

    /**
     * A knot is voiced where the posterior log odds exceed this: below 0, since a pitch left out is worse than one too many.
     */
    static final double VOICED = -0.5;

    private final double[] odds;
    private final double[] fold;
    private final double loud;
    private final double floor;
    private final double offset;

    /**
     * @param knots knots of the recording
     * @param loud  power of the loud frames
     * @param floor power below which a fold does not count
     * @param left  share of the recording's power that is no background's
     */
    Voicing(int knots, double loud, double floor, double left) {
        this.odds = new double[knots];
        this.fold = new double[knots];
        this.loud = loud;
        this.floor = floor;
        this.offset = OFFSET + BACKGROUND * Math.min(0, Math.log(left / LITTLE));
        Arrays.fill(odds, NONE);
    }

    /** Reads the folds of a refined stretch; {@code strength} is the lattice's fold at every knot of the recording. */
    void read(Channel channel, Stretch stretch, Fold folds, double[] strength) {
        double[] theta = stretch.theta();
        int origin = stretch.origin();
        int length = (theta.length - 1) * Signal.STEP + 1;
        Folded once = new Folded(channel, folds, 1, origin, length, floor);
        int cycles = (int) Math.ceil(LAPSE * Signal.RATE / median(theta));
        Folded later = cycles > 2 ? new Folded(channel, folds, cycles, origin, length, floor) : null;
        for (int k = stretch.from(); k <= stretch.to(); k++) {
            int s = (k - stretch.first()) * Signal.STEP;
            double period = Math.pow(2, theta[k - stretch.first()]);
            double half = 0.5 * period;
            double reach = Math.max(period, WIDE * Signal.RATE);
            double next = once.correlation(s - half, s + half);
            double before = once.correlation(s - 3 * half, s - half);
            double wide = once.correlation(s - half - reach, s - half + reach);
            double most = later == null ? 1 : lasting(later, s, cycles * period);
            int at = origin + s;
            int reachHalf = (int) Math.ceil(half);
            double power = channel.energy(at - reachHalf, at + reachHalf) / (2 * reachHalf);
            double level = Math.max(QUIETEST, Math.min(0, 10 * Math.log10((power + Double.MIN_NORMAL) / loud)));
            fold[k] = Math.max(next, before);
            double sum = CYCLE * fisher(Math.min(most, fold[k])) + WIDE_FOLD * fisher(Math.min(most, wide))
                + LATTICE * fisher(Math.min(most, strength[k])) + LEVEL * level / 10 + offset;
            odds[k] = Math.max(NONE, Math.min(-NONE, sum));
        }
    }

    /** The fold of what is about sample {@code s} with what comes or came so many samples later or before. */
    private static double lasting(Folded later, int s, double samples) {
        double half = ABOUT * Signal.RATE;
        return Math.max(later.correlation(s - half, s + half), later.correlation(s - samples - half, s - samples + half));
    }

    private static double median(double[] theta) {
        double[] sorted = theta.clone();
        Arrays.sort(sorted);
        return Math.pow(2, sorted[sorted.length / 2]);
    }

    /** Posterior log odds of voice at every knot. */
    double[] posterior() {
        int n = odds.length;
        double[] forward = new double[n];
        double[] backward = new double[n];
        for (int k = 1; k < n; k++) {
            forward[k] = pass(forward[k - 1] + odds[k - 1]);
        }
        for (int k = n - 2; k >= 0; k--) {
            backward[k] = pass(backward[k + 1] + odds[k + 1]);
        }
        double[] posterior = new double[n];
        for (int k = 0; k < n; k++) {
            posterior[k] = forward[k] + odds[k] + backward[k];
        }
        return posterior;
    }

    /** 1 - correlation of a cycle with the better of its neighbours. */
    double residual(int k) {
        return Math.max(0, Math.min(1, 1 - fold[k]));
    }

    /** Log odds after a step of the chain: log((e^x + c) / (1 + c e^x)), c the odds of a change. */
    private static double pass(double x) {
        double c = Math.exp(-SWITCH);
        double e = Math.exp(Math.max(-50, Math.min(50, x)));
        return Math.log((e + c) / (1 + c * e));
    }

    /** Fisher's transform of a correlation, to which its precision is constant. */
    static double fisher(double r) {
        double c = Math.max(-0.5, Math.min(0.995, r));
        return 0.5 * Math.log((1 + c) / (1 - c));
    }
}
