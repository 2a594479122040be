package org.foldgrad.pitch.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.loss.DiscreteFold;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.PhaseFold;
import org.foldgrad.pitch.loss.WalkFold;
import org.foldgrad.pitch.optim.Descent;
import org.foldgrad.pitch.optim.GaussianSmoothing;
import org.foldgrad.pitch.optim.Minimum;
import org.foldgrad.pitch.optim.Schedule;
import org.foldgrad.pitch.optim.Sgd;
import org.foldgrad.pitch.optim.Stop;
import org.foldgrad.pitch.plot.LinePlot;

/** How smooth a loss must be for SGD and Adam, and what it costs to make a staircase smooth. */
final class SmoothnessStudy {
    private static final long SEED = 1;
    private static final int SAMPLES = 800;
    /** Cents between jumps that are told apart. */
    private static final double APART = 1e-7;

    private SmoothnessStudy() {
    }

    static void write(Page page) throws IOException {
        jumps(page);
        steps(page);
        noise(page);
    }

    private static void jumps(Page page) throws IOException {
        Material m = Material.vibrato(1, 50, 50, 16);
        DiscreteFold discrete = new DiscreteFold(m.audio());
        WalkFold walk = new WalkFold(m.audio(), m.knots(), FoldOptions.defaults());
        double[] cents = Vectors.steps(-3, 3, 1201);
        double[] stairs = Vectors.map(cents, c -> discrete.loss(m.start(c)).item());
        double[] smooth = Vectors.map(cents, c -> walk.loss(m.start(c)).item());
        double[] oneKnot = Vectors.map(cents, c -> discrete.loss(Vectors.moved(m.start(0), 25, c / 1200)).item());
        Table table = new Table("loss", "moved", "jumps in one cent");
        table.row("DiscreteFold", "all knots", jumpsPerCent(c -> discrete.loss(m.start(c)).item()));
        table.row("DiscreteFold", "one knot", jumpsPerCent(c -> discrete.loss(Vectors.moved(m.start(0), 25, c / 1200)).item()));
        page.say("## The staircase").say("DiscreteFold is flat between jumps: every position passes through a rounding. A slice of 6 cents"
            + " about the right envelope of a vibrato tone of one second, steps of 0.005 cents, each of them some eight jumps; jumps are counted by bisection"
            + " down to 1e-7 cents.");
        page.table("jumps", table);
        Table data = new Table("cents", "DiscreteFold", "WalkFold", "DiscreteFold, one knot");
        for (int i = 0; i < cents.length; i += 5) {
            data.row(cents[i], stairs[i], smooth[i], oneKnot[i]);
        }
        page.data("slice", data).figure("slice", "Slices through the losses", new LinePlot("Losses against an error of the envelope", "period off by"
            + " (cents)", "loss")
            .line("DiscreteFold", cents, stairs).line("DiscreteFold, one knot moved", cents, oneKnot).line("WalkFold", cents, smooth));
        double[] near = Vectors.steps(-10, 10, 4001);
        page.figure("stairs", "The staircase from near", new LinePlot("DiscreteFold, all knots moved", "period off by (thousandths of a cent)", "loss")
            .line("DiscreteFold", near, Vectors.map(near, c -> discrete.loss(m.start(0.001 * c)).item())));
    }

    private static int jumpsPerCent(DoubleUnaryOperator loss) {
        double[] cents = Vectors.steps(0, 1, 2001);
        double[] values = Vectors.map(cents, loss);
        return IntStream.range(1, cents.length).map(i -> jumps(loss, cents[i - 1], values[i - 1], cents[i], values[i])).sum();
    }

    /** Jumps between two places and their values, told apart by bisection. */
    private static int jumps(DoubleUnaryOperator loss, double a, double atA, double b, double atB) {
        if (atA == atB) {
            return 0;
        }
        if (b - a < APART) {
            return 1;
        }
        double middle = 0.5 * (a + b);
        double there = loss.applyAsDouble(middle);
        return jumps(loss, a, atA, middle, there) + jumps(loss, middle, there, b, atB);
    }

    private static void steps(Page page) throws IOException {
        Table table = new Table("knots", "harmonics", "L", "2 / L", "largest stable rate of SGD", "ratio");
        List<Double> theory = new ArrayList<>();
        List<Double> found = new ArrayList<>();
        for (int harmonics : new int[] {4, 16}) {
            for (int knots : new int[] {25, 50, 100, 200}) {
                Material m = Material.vibrato(1, knots, 0, harmonics);
                PhaseFold fold = m.phaseFold(FoldOptions.defaults().withDecimation(2));
                double l = Curvature.largest(fold::loss, m.start(0), 40);
                double rate = largestStableRate(fold, m, l);
                table.row(knots, harmonics, l, 2 / l, rate, rate * l / 2);
                theory.add(2 / l);
                found.add(rate);
            }
        }
        double[] line = {theory.stream().min(Double::compare).orElseThrow(), theory.stream().max(Double::compare).orElseThrow()};
        page.say("## The step").say("Gradient descent on a loss whose gradient has Lipschitz constant L is stable up to a rate of 2/L, and"
            + " below it the loss falls at every step. L is the largest eigenvalue of the Hessian at the minimum (power method on Hessian-vector"
            + " products); the largest stable rate is found by bisection: 300 steps from 0.01 cents off must not end twice as far away as"
            + " they began.");
        page.table("rates", table).figure("rates", "Largest stable rate against 2/L",
            new LinePlot("SGD on PhaseFold", "2 / L", "largest stable rate").logX().logY().dashed("rate = 2 / L", line, line)
                .points("measured", Vectors.array(theory), Vectors.array(found)));
    }

    private static double largestStableRate(PhaseFold fold, Material m, double l) {
        double[] off = m.theta().clone();
        for (int p = 0; p < off.length; p++) {
            off[p] += (p % 2 == 0 ? 0.01 : -0.005) / 1200;
        }
        Tensor start = Tensor.of(off);
        double begin = distance(start, m);
        double low = 0.5 / l;
        double high = 8 / l;
        for (int k = 0; k < 12; k++) {
            double rate = Math.sqrt(low * high);
            Minimum end = new Descent(new Sgd(), Schedule.constant(rate)).withStop(Stop.after(300)).minimise(fold::loss, start);
            if (!end.diverged() && distance(end.x(), m) < 2 * begin) {
                low = rate;
            } else {
                high = rate;
            }
        }
        return low;
    }

    private static double distance(Tensor x, Material m) {
        return Vectors.norm(x.minus(m.start(0)).toArray());
    }

    private static void noise(Page page) throws IOException {
        double[] scales = {0.3, 1, 3, 10, 30};
        int[] sizes = {20, 80};
        Table table = new Table("knots", "scale (cents)", "samples, DiscreteFold", "samples, PhaseFold", "samples / knots,"
            + " DiscreteFold", "samples / knots, PhaseFold");
        LinePlot plot = new LinePlot("Samples for a squared cosine of one half", "perturbation scale (cents)", "samples /"
            + " knots").logX().logY();
        double jumpScale = 0;
        for (int knots : sizes) {
            Material m = Material.vibrato(1, knots, 50, 16);
            DiscreteFold discrete = new DiscreteFold(m.audio());
            WalkFold walk = new WalkFold(m.audio(), knots, FoldOptions.defaults());
            PhaseFold phase = m.phaseFold(FoldOptions.defaults().withDecimation(4));
            double[] onDiscrete = Vectors.map(scales, s -> samples(discrete::loss, walk::loss, m, s));
            double[] onPhase = Vectors.map(scales, s -> samples(phase::loss, phase::loss, m, s));
            jumpScale = scales[1] * Math.sqrt(onDiscrete[1] / knots - 1);
            for (int i = 0; i < scales.length; i++) {
                table.row(knots, scales[i], onDiscrete[i], onPhase[i], onDiscrete[i] / knots, onPhase[i] / knots);
            }
            plot.marked("DiscreteFold, " + knots + " knots", scales, Vectors.map(onDiscrete, v -> v / knots));
            plot.marked("PhaseFold, " + knots + " knots", scales, Vectors.map(onPhase, v -> v / knots));
        }
        page.say("## The price of shaking").say("Gaussian smoothing at growing perturbation scales, 20 cents off, against the exact"
            + " gradient g of the smooth loss (for DiscreteFold that of WalkFold, the same walk in real numbers). One antithetic sample g'"
            + " points along g with expectation E<g', g>/|g| and has mean square length E|g'|^2; m samples have expected squared cosine"
            + " one half at about m = E|g'|^2 |g|^2 / E<g', g>^2, measured here over " + SAMPLES + " samples. A dash: the samples were too"
            + " few to find any signal.");
        page.table("noise", table).figure("noise", "Samples per knot for a squared cosine of one half", plot);
        page.say("**Rule of thumb.** On a smooth loss m = P samples a step, whatever the scale, up to the width of the basin. On the"
            + " staircase the jumps add variance: m = P (1 + (s0/s)^2), s0 the scale at which the jumps met weigh as much as the slope"
            + " (here about " + Table.number(Math.rint(jumpScale * 10) / 10)
            + " cents, from the estimate at 1 cent); below it each halving of the scale costs at least four times the samples, and too large a scale"
            + " blurs the basin away. The exact gradient of the smooth loss costs two evaluations.");
    }

    /**
     * Samples for which the expected squared cosine with {@code exact} is one half; NaN if the signal is within two standard errors of
     * none.
     */
    private static double samples(Function<Tensor, Tensor> loss, Function<Tensor, Tensor> smooth, Material m, double cents) {
        double[] exact = Gradients.grad(smooth).apply(m.start(20)).toArray();
        GaussianSmoothing single = new GaussianSmoothing(SEED, 1, cents / 1200, false);
        double length = 0;
        double along = 0;
        double alongSquare = 0;
        for (int draw = 0; draw < SAMPLES; draw++) {
            double[] g = single.estimate(loss, m.start(20), draw).gradient().toArray();
            double projection = Vectors.dot(g, exact) / Vectors.norm(exact);
            length += Vectors.dot(g, g) / SAMPLES;
            along += projection / SAMPLES;
            alongSquare += projection * projection / SAMPLES;
        }
        double error = Math.sqrt((alongSquare - along * along) / SAMPLES);
        return along > 2 * error ? length / (along * along) : Double.NaN;
    }
}
