package org.foldgrad.pitch.study;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.Penalty;
import org.foldgrad.pitch.loss.PhaseFold;
import org.foldgrad.pitch.loss.WalkFold;
import org.foldgrad.pitch.optim.Adam;
import org.foldgrad.pitch.optim.Descent;
import org.foldgrad.pitch.optim.Graduated;
import org.foldgrad.pitch.optim.History;
import org.foldgrad.pitch.optim.Lbfgs;
import org.foldgrad.pitch.optim.Minimiser;
import org.foldgrad.pitch.optim.Minimum;
import org.foldgrad.pitch.optim.RmsProp;
import org.foldgrad.pitch.optim.Schedule;
import org.foldgrad.pitch.optim.Sgd;
import org.foldgrad.pitch.optim.Stop;
import org.foldgrad.pitch.plot.LinePlot;

/** Where descent arrives and how soon: optimisers, losses, starts. */
final class ConvergenceStudy {
    private static final int STARTS = 10;

    private ConvergenceStudy() {
    }

    static void write(Page page, Audio speech) throws IOException {
        optimisers(page);
        clean(page);
        graduated(page, "speech", "the tracker's contour", Material.recording(speech));
        graduated(page, "singing", "the exact contour", Material.singing());
    }

    private static void optimisers(Page page) throws IOException {
        Material m = Material.vibrato(1, 200, 50, 16);
        PhaseFold phase = m.phaseFold(FoldOptions.defaults());
        WalkFold walk = new WalkFold(m.audio(), m.knots(), FoldOptions.defaults());
        Stop stop = Stop.after(100);
        double stable = 1 / Curvature.largest(phase::loss, m.start(0), 20);
        Map<String, Minimiser> minimisers = new LinkedHashMap<>();
        minimisers.put("Adam", new Descent(new Adam(), Schedule.cosine(0.005, 0.0001, 100)).withStop(stop));
        minimisers.put("SGD, rate 1/L", new Descent(new Sgd(), Schedule.constant(stable)).withStop(stop));
        minimisers.put("SGD, rate 1/L, momentum 0.9", new Descent(new Sgd(0.9, true, 0), Schedule.constant(stable)).withStop(stop));
        minimisers.put("RMSProp", new Descent(new RmsProp(), Schedule.cosine(0.002, 0.0001, 100)).withStop(stop));
        minimisers.put("L-BFGS", new Lbfgs(10, 0.01, stop));
        LinePlot losses = new LinePlot("PhaseFold from 30 cents off", "step", "loss").logY();
        Table table = new Table("optimiser", "steps", "loss at the end", "median error (cents)", "PhaseFold evaluations", "WalkFold, median"
            + " error (cents)");
        Table data = new Table("optimiser", "step", "loss");
        for (Map.Entry<String, Minimiser> entry : minimisers.entrySet()) {
            Minimum found = entry.getValue().minimise(phase::loss, m.start(30));
            boolean scaled = entry.getKey().startsWith("SGD");
            String onWalk = scaled ? "" : Table.number(m.medianCents(entry.getValue().minimise(walk::loss, m.start(30)).x()));
            History history = found.history();
            table.row(entry.getKey(), history.last().step(), found.loss(), m.medianCents(found.x()), history.last().evaluations(), onWalk);
            history.rows().forEach(row -> data.row(entry.getKey(), row.step(), row.loss()));
            losses.line(entry.getKey(), history.rows().stream().mapToDouble(History.Row::step).toArray(), history.losses());
        }
        page.say("Vibrato of 50 cents to either side at 5.5 Hz, sixteen harmonics, no noise, knots every 5 ms; the start is 30 cents off"
            + " everywhere. L is the largest curvature at the minimum, by power iteration. WalkFold is biased by moving pitch; PhaseFold"
            + " is not.");
        page.table("optimisers", table).data("losses", data).figure("losses", "Loss against steps", losses);
    }

    private static void clean(Page page) throws IOException {
        Table table = new Table("clip", "start (cents)", "median error after 150 steps of Adam (cents)", "greatest error (cents)");
        Descent adam = new Descent(new Adam(), Schedule.cosine(0.01, 0.0002, 150)).withStop(Stop.after(150));
        Map<String, Material> clips = new LinkedHashMap<>();
        clips.put("steady, 4 harmonics", Material.vibrato(1, 200, 0, 4));
        clips.put("steady, 16 harmonics", Material.vibrato(1, 200, 0, 16));
        clips.put("vibrato 50 cents, 16 harmonics", Material.vibrato(1, 200, 50, 16));
        clips.put("vibrato 100 cents, 8 harmonics", Material.vibrato(1, 200, 100, 8));
        for (Map.Entry<String, Material> clip : clips.entrySet()) {
            for (double cents : new double[] {-100, 100}) {
                Material m = clip.getValue();
                Tensor found = adam.minimise(m.phaseFold(FoldOptions.defaults())::loss, m.start(cents)).x();
                double greatest = 0;
                double[] errors = m.absoluteCents(found);
                for (int p = 2; p < errors.length - 4; p++) {
                    greatest = Math.max(greatest, errors[p]);
                }
                table.row(clip.getKey(), cents, m.medianCents(found), greatest);
            }
        }
        page.say("## From 100 cents off, plain Adam").say("The greatest error leaves out two knots at the start and four at the end, which"
            + " few pairs hold.");
        page.table("clean", table);
    }

    /** A start {@code 300} cents off to a random side, with a random slow bend of 30 cents on top. */
    private static Tensor start(Material m, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double side = random.nextBoolean() ? 300 : -300;
        double phase = 2 * Math.PI * random.nextDouble();
        double turns = 1 + 2 * random.nextDouble();
        double[] theta = m.theta().clone();
        for (int p = 0; p < theta.length; p++) {
            theta[p] += (side + 30 * Math.sin(phase + 2 * Math.PI * turns * p / theta.length)) / 1200;
        }
        return Tensor.of(theta);
    }

    private static void graduated(Page page, String name, String truth, Material m) throws IOException {
        FoldOptions options = FoldOptions.defaults().withDecimation(2).withVoicing(m.voicing());
        PhaseFold full = m.phaseFold(options);
        Function<Tensor, Tensor> stiff = t -> full.loss(t).plus(Penalty.secondDifference(t));
        Descent adam = new Descent(new Adam(), Schedule.cosine(0.01, 0.0005, 240)).withStop(Stop.after(240));
        Table table = new Table("start", "plain Adam, median error (cents)", "graduated, median error (cents)", "graduated, within 50"
            + " cents (%)");
        int plainConverged = 0;
        int converged = 0;
        for (int seed = 0; seed < STARTS; seed++) {
            double plain = m.medianCents(adam.minimise(stiff, start(m, seed)).x());
            Tensor found = Graduated.defaults().minimise(m.audio(), m.spacing(), options, start(m, seed)).x();
            double[] errors = m.absoluteCents(found);
            long within = Arrays.stream(errors).filter(e -> e < 50).count();
            double median = m.medianCents(found);
            table.row(seed, plain, median, 100.0 * within / errors.length);
            plainConverged += plain < 25 ? 1 : 0;
            converged += median < 25 ? 1 : 0;
        }
        page.say("## " + name + ", from 300 cents off").say("Ten random starts 300 cents off, a slow random bend of 30 cents on top; 240"
            + " steps of Adam on all harmonics, or four times 60 from coarse to fine. A start counts as converged when half the voiced"
            + " knots are within 25 cents of "
            + truth + ": plain " + plainConverged + " of " + STARTS + ","
            + " graduated " + converged
            + " of " + STARTS + ".");
        page.table(name, table);
    }
}
