package org.foldgrad.pitch.study;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.LowPass;
import org.foldgrad.pitch.loss.PhaseFold;
import org.foldgrad.pitch.loss.WalkFold;
import org.foldgrad.pitch.optim.Adam;
import org.foldgrad.pitch.optim.Descent;
import org.foldgrad.pitch.optim.Graduated;
import org.foldgrad.pitch.optim.Minimum;
import org.foldgrad.pitch.optim.Schedule;
import org.foldgrad.pitch.optim.Stop;
import org.foldgrad.pitch.plot.LinePlot;
import org.foldgrad.pitch.track.PitchTracker;
import org.foldgrad.pitch.track.TrackOptions;

/** Where plain gradient descent fails: narrow basins, octaves, and the bias of comparing segments of one fixed length. */
final class BasinStudy {
    private static final int[] HARMONICS = {1, 2, 4, 8, 16};
    private static final FoldOptions OPTIONS = FoldOptions.defaults().withDecimation(2);

    private BasinStudy() {
    }

    static void write(Page page) throws IOException {
        widths(page);
        attractors(page);
        bias(page);
    }

    /** How far, in cents to the smaller side, the loss falls all the way to the right period. */
    private static double basin(Function<Tensor, Tensor> loss, Material m) {
        double least = 1200;
        for (int side = -1; side <= 1; side += 2) {
            double before = loss.apply(m.start(0)).item();
            double cents = 0;
            while (cents < 1150) {
                double here = loss.apply(m.start(side * (cents + 5))).item();
                if (here <= before) {
                    break;
                }
                before = here;
                cents += 5;
            }
            least = Math.min(least, cents);
        }
        return least;
    }

    private static void widths(Page page) throws IOException {
        double[] offsets = Vectors.steps(-1300, 1300, 521);
        LinePlot slices = new LinePlot("PhaseFold, H equally strong harmonics", "period off by (cents)", "loss");
        Table table = new Table("harmonics", "falling as 1/h: basin (cents)", "equally strong: basin (cents)", "T/2H (cents)");
        Table data = new Table("harmonics", "cents", "loss");
        for (int harmonics : HARMONICS) {
            Material m = Material.steady(harmonics, 0);
            Material soft = Material.steady(harmonics, 1);
            PhaseFold fold = m.phaseFold(OPTIONS);
            double[] losses = Vectors.map(offsets, cents -> fold.loss(m.start(cents)).item());
            slices.line("H = " + harmonics, offsets, losses);
            for (int i = 0; i < offsets.length; i += 4) {
                data.row(harmonics, offsets[i], losses[i]);
            }
            table.row(harmonics, basin(soft.phaseFold(OPTIONS)::loss, soft), basin(fold::loss, m), 1200 * Material.log2(1 + 0.5 / harmonics));
        }
        page.say("A start is good if the loss falls all the way from it to the right period. The fold of harmonic h turns over when the"
            + " period is off by half of that harmonic's own, T/2h. With H equally strong harmonics the basin therefore shrinks as 1/H;"
            + " where they fall as 1/h, the squared fold is a sum that still falls from all sides (a parabola, for a sawtooth) and the"
            + " basin stays wide. Speech, with its formants, is of the first kind.");
        page.table("widths", table).data("slices", data).figure("slices", "Loss slices over two octaves", slices);
        Table filtered = new Table("cut-off (harmonics)", "basin (cents)");
        Material m = Material.steady(16, 0);
        for (double cutoff : new double[] {1.2, 2, 4, 8, 16}) {
            double[] smooth = LowPass.apply(m.audio(), cutoff * Math.pow(2, -m.theta()[0]));
            filtered.row(cutoff, basin(new PhaseFold(smooth, m.knots(), m.spacing(), OPTIONS)::loss, m));
        }
        page.say("Low-passing the sixteen equal harmonics widens the basin again, which is what graduated smoothing"
            + " uses:").table("cutoffs", filtered);
    }

    private static void attractors(Page page) throws IOException {
        Material m = Material.steady(16, 0);
        PhaseFold fold = m.phaseFold(OPTIONS);
        double[] starts = Vectors.steps(-1400, 1400, 57);
        Descent adam = new Descent(new Adam(), Schedule.cosine(0.01, 0.0002, 150)).withStop(Stop.after(150));
        double[] plain = Vectors.map(starts, cents -> signed(adam.minimise(fold::loss, m.start(cents)), m));
        double[] graduated = Vectors.map(starts, cents ->
            signed(Graduated.defaults().minimise(m.audio(), m.spacing(), OPTIONS, m.start(cents)), m));
        Table table = new Table("start (cents)", "plain Adam ends (cents)", "graduated ends (cents)");
        for (int i = 0; i < starts.length; i++) {
            table.row(starts[i], plain[i], graduated[i]);
        }
        page.say("## Octaves").say("Where descent ends, against where it starts. Twice the period folds as well as one, so an octave too"
            + " low is a minimum as good as the right one: no local method can tell them apart. Smoothing widens the basin of each;"
            + " choosing the right one is the task of the lattice and of the best path through it, from which the tracker starts.");
        double[] tracked = PitchTracker.track(new Audio(m.audio(), m.rate()), TrackOptions.defaults()).frequency();
        Arrays.sort(tracked);
        double lattice = 1200 * Material.log2(tracked[tracked.length / 2] / 220);
        page.say(String.format(Locale.ROOT, "The tracker, which looks everywhere on its lattice before it descends, puts this sound's median pitch"
            + " %.4f cents from the true one.", Math.abs(lattice)));
        page.data("attractors", table).figure("attractors", "End of the descent against its start",
            new LinePlot("Where Adam ends", "start (cents)", "end (cents)").points("plain", starts, plain).points("graduated", starts,
                graduated));
        page.table("octaves", new Table("period", "loss").row("T / 2", fold.loss(m.start(-1200)).item()).row("T",
            fold.loss(m.start(0)).item())
            .row("3 T / 2", fold.loss(m.start(1200 * Material.log2(1.5))).item()).row("2 T", fold.loss(m.start(1200)).item())
            .row("3 T", fold.loss(m.start(1200 * Material.log2(3))).item()));
    }

    private static double signed(Minimum found, Material m) {
        double[] cents = Vectors.map(found.x().minus(Tensor.of(m.theta())).toArray(), v -> 1200 * v);
        Arrays.sort(cents);
        return cents[cents.length / 2];
    }

    private static void bias(Page page) throws IOException {
        double[] extents = {0, 10, 20, 30, 50, 75, 100};
        double[] walk = new double[extents.length];
        double[] phase = new double[extents.length];
        Table table = new Table("vibrato (cents)", "WalkFold, median error (cents)", "PhaseFold, median error (cents)");
        Descent adam = new Descent(new Adam(), Schedule.cosine(0.005, 0.0001, 100)).withStop(Stop.after(100));
        for (int i = 0; i < extents.length; i++) {
            Material m = Material.vibrato(1, 200, extents[i], 16);
            walk[i] = m.medianCents(adam.minimise(new WalkFold(m.audio(), m.knots(), FoldOptions.defaults())::loss, m.start(30)).x());
            phase[i] = m.medianCents(adam.minimise(m.phaseFold(FoldOptions.defaults())::loss, m.start(30)).x());
            table.row(extents[i], walk[i], phase[i]);
        }
        page.say("## Bias where the pitch moves").say("WalkFold compares two segments of one length, as if the pitch stood still for two"
            + " periods. Under vibrato at 5.5 Hz its minimum is off; PhaseFold's is not. Both start 30 cents off and take 100 steps of"
            + " Adam.");
        page.table("bias", table).figure("bias", "Median error against the extent of the vibrato",
            new LinePlot("Error under vibrato at 5.5 Hz", "extent to either side (cents)", "median error"
                + " (cents)").marked("WalkFold", extents, walk)
                .marked("PhaseFold", extents, phase));
    }
}
