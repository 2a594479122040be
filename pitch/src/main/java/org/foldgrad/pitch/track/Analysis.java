package org.foldgrad.pitch.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One piece of a recording from samples to contour, at knots {@link Signal#STEP} samples apart. */
final class Analysis {
    /** Seconds from knot to knot. */
    static final double HOP = Signal.STEP / Signal.RATE;
    /** Seconds from the first knot to the first sample: the recording's {@link Continuation} has knots as well. */
    static final double LEAD = Continuation.SAMPLES / Signal.RATE;
    private static final double LOG2_RATE = Math.log(Signal.RATE) / Math.log(2);
    /** Power below which a fold does not count, as a share of the loud frames'. */
    private static final double SILENCE = 1e-5;
    /** Most power of a hum under something, as a share of the loud frames'; a louder one may be the tone that was recorded. */
    private static final double HUM = 0.03;
    /** What each octave outside the recording's range takes off the fold where it is a sign of voice: a whistle is none. */
    private static final double OUTSIDE = 0.2;
    /** Share of the frames that are not called loud. */
    private static final double LOUD = 0.95;
    /** Weights of the views: formants that move pull at the signal and its excitation, and hardly at the fundamental. */
    private static final double WHOLE = 0.33;
    private static final double EXCITATION = 0.22;
    private static final double FUNDAMENTAL = 4;
    /** Share of the fundamental's weight that is left where sound rings on: old fundamentals pull at new ones. */
    private static final double RINGING = 0.25;

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
        Background background = Background.of(Signal.of(samples, sampleRate, options.fmin()));
        double loudest = loud(framePowers(background.signal()));
        double[] x = Continuation.of(background.signal(), 0);
        double floor = Math.max(SILENCE * loudest, background.hum() < HUM * loudest ? background.hum() : 0);
        Lattice lattice = new Lattice(x, Signal.RATE / options.fmax(), Signal.RATE / options.fmin(), floor);
        int knots = lattice.frames;
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
        Candidates candidates = Candidates.of(lattice, Range.ANY);
        Range range = Range.of(candidates, BestPath.find(candidates));
        candidates = Candidates.of(lattice, range);
        candidates = new Glides(x, lattice).without(candidates, BestPath.find(candidates));
        int[] path = BestPath.find(candidates);
        double[] strength = new double[knots];
        double[] lag = new double[knots];
        for (int k = 0; k < knots; k++) {
            lag[k] = path[k] < 0 ? Double.NaN : candidates.lag()[k][path[k]];
            strength[k] = path[k] < 0 ? 0 : candidates.strength()[k][path[k]] - OUTSIDE * range.outside(Math.log(lag[k]) / Math.log(2));
        }
        Channel fundamental = Channel.of(Fundamental.of(x, lag), FUNDAMENTAL);
        double ringing = Ringing.of(Continuation.within(fundamental.x()));
        Channel[] channels = {Channel.of(x, WHOLE), Channel.of(Excitation.residual(x), EXCITATION),
            fundamental.trusted(Math.pow(RINGING, ringing))};
        Voicing voicing = new Voicing(knots, loudest, floor, background.left());
        List<Stretch> stretches = Stretch.of(candidates, path);
        List<double[]> phases = new ArrayList<>();
        for (Stretch coarse : stretches) {
            Refinement refinement = new Refinement(channels, coarse);
            ErrorBars bars = refinement.descend(ringing);
            Stretch stretch = coarse.with(refinement.theta());
            Fold fold = refinement.fold();
            voicing.read(channels[0], stretch, fold, strength);
            phases.add(fold.phase());
            for (int k = stretch.from(); k <= stretch.to(); k++) {
                period[k] = stretch.theta()[k - stretch.first()] - LOG2_RATE;
                this.lattice[k] = coarse.theta()[k - coarse.first()] - LOG2_RATE;
                residual[k] = voicing.residual(k);
                deviation[k] = bars.cents(k - stretch.first());
            }
        }
        voice = voicing.posterior();
        for (int k = 0; k < knots; k++) {
            confidence[k] = Double.isNaN(period[k]) ? 0 : Confidence.of(voice[k], deviation[k], ringing);
        }
        marks = Marks.of(x, stretches, phases, voice);
    }

    private static double[] framePowers(double[] x) {
        double[] powers = new double[x.length / Signal.STEP + 1];
        for (int n = 0; n < x.length; n++) {
            powers[n / Signal.STEP] += x[n] * x[n] / Signal.STEP;
        }
        return powers;
    }

    /** The power of loud frames: few are louder. Where hardly any sound, the median of those that do. */
    private static double loud(double[] powers) {
        double[] sorted = powers.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        int silent = 0;
        while (sorted[silent] < SILENCE * sorted[last]) {
            silent++;
        }
        return sorted[Math.max((int) (LOUD * last), (silent + last) / 2)];
    }
}
