package org.foldgrad.pitch.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One piece of a recording from samples to contour, at knots {@link #STEP} seconds apart. */
final class Analysis {
    /** Seconds from knot to knot. */
    private static final double STEP = 0.005;
    /** Half-length of the lattice's shortest window, seconds. */
    private static final double HALF_WINDOW = 0.016;
    /** Half-length of the window in periods, where that is longer. */
    private static final double HALF_WINDOW_PERIODS = 1.0;
    /** Power below which a fold does not count, as a share of the loud frames'. */
    private static final double SILENCE = 1e-5;
    /** Share of the frames that are not called loud. */
    private static final double LOUD = 0.95;
    /** Weight of the fundamental beside the other views: what moves the formants does not move it. */
    private static final double FUNDAMENTAL = 2.5;

    /** Seconds from knot to knot, to the sample. */
    final double hop;
    /** log2 of the period in seconds, NaN where the path has no voice. */
    final double[] period;
    /** The same before the descent. */
    final double[] lattice;
    /** Log odds of voice. */
    final double[] voice;
    /** One standard deviation of the period, cents. */
    final double[] deviation;
    /** Probability of being voiced and right. */
    final double[] confidence;
    /** Residual of the refined fold, 0 to 1. */
    final double[] residual;
    /** Pitch marks, seconds. */
    final double[] marks;

    Analysis(double[] samples, double sampleRate, TrackOptions options) {
        Signal signal = Signal.of(samples, sampleRate, options.fmin());
        double rate = signal.rate();
        int block = (int) Math.round(rate * STEP / Lattice.BLOCKS_PER_FRAME);
        int minLag = (int) Math.floor(rate / options.fmax()) - 1;
        int maxLag = (int) Math.ceil(rate / options.fmin()) + 1;
        double loudest = loud(framePowers(signal.x(), Lattice.BLOCKS_PER_FRAME * block));
        Lattice lattice = Lattice.of(signal.x(), block, minLag, maxLag, HALF_WINDOW * rate, HALF_WINDOW_PERIODS, SILENCE * loudest);
        int knots = lattice.frames;
        hop = lattice.step / rate;
        period = new double[knots];
        this.lattice = new double[knots];
        deviation = new double[knots];
        residual = new double[knots];
        confidence = new double[knots];
        Arrays.fill(period, Double.NaN);
        Arrays.fill(this.lattice, Double.NaN);
        Arrays.fill(residual, 1);
        if (loudest == 0) {
            voice = new double[knots];
            Arrays.fill(voice, Double.NEGATIVE_INFINITY);
            marks = new double[0];
            return;
        }
        Candidates candidates = Candidates.of(lattice, rate, Range.ANY);
        Range range = Range.of(candidates, BestPath.find(candidates));
        candidates = Candidates.of(lattice, rate, range);
        int[] path = BestPath.find(candidates);
        double[] strength = new double[knots];
        double[] lag = new double[knots];
        for (int k = 0; k < knots; k++) {
            lag[k] = path[k] < 0 ? Double.NaN : candidates.lag()[k][path[k]];
            strength[k] = path[k] < 0 ? 0 : candidates.strength()[k][path[k]] - range.cost(Math.log(lag[k]) / Math.log(2));
        }
        Channel[] channels = {Channel.of(signal.x(), 1), Channel.of(Excitation.residual(signal.x(), rate), 1),
            Channel.of(Fundamental.of(signal.x(), lag, lattice.step), FUNDAMENTAL)};
        Voicing voicing = new Voicing(knots, loudest, SILENCE * loudest);
        List<Stretch> stretches = Stretch.of(candidates, path, lattice.step);
        List<double[]> phases = new ArrayList<>();
        for (Stretch coarse : stretches) {
            Refinement refinement = new Refinement(channels, rate, coarse.first() * coarse.step(), coarse.step(), coarse.theta());
            ErrorBars bars = refinement.descend();
            Stretch stretch = coarse.with(refinement.theta());
            Fold fold = refinement.fold();
            voicing.read(channels[0], stretch, fold, strength, rate);
            phases.add(fold.phase());
            for (int k = stretch.from(); k <= stretch.to(); k++) {
                period[k] = stretch.theta()[k - stretch.first()] - Math.log(rate) / Math.log(2);
                this.lattice[k] = coarse.theta()[k - coarse.first()] - Math.log(rate) / Math.log(2);
                residual[k] = voicing.residual(k);
                deviation[k] = bars.cents(k - stretch.first(), residual[k]);
            }
        }
        voice = voicing.posterior();
        for (int k = 0; k < knots; k++) {
            confidence[k] = Double.isNaN(period[k]) ? 0 : Confidence.of(voice[k], deviation[k]);
        }
        marks = Marks.of(signal, stretches, phases, voice);
    }

    private static double[] framePowers(double[] x, int step) {
        double[] powers = new double[x.length / step + 1];
        for (int n = 0; n < x.length; n++) {
            powers[n / step] += x[n] * x[n] / step;
        }
        return powers;
    }

    private static double loud(double[] powers) {
        double[] sorted = powers.clone();
        Arrays.sort(sorted);
        return sorted[(int) (LOUD * (sorted.length - 1))];
    }
}
