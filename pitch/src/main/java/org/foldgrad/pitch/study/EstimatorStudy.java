package org.foldgrad.pitch.study;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.loss.DiscreteFold;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.PhaseFold;
import org.foldgrad.pitch.optim.Adam;
import org.foldgrad.pitch.optim.Descent;
import org.foldgrad.pitch.optim.Estimate;
import org.foldgrad.pitch.optim.Exact;
import org.foldgrad.pitch.optim.FiniteDifference;
import org.foldgrad.pitch.optim.GaussianSmoothing;
import org.foldgrad.pitch.optim.GradientEstimator;
import org.foldgrad.pitch.optim.Minimum;
import org.foldgrad.pitch.optim.Rule;
import org.foldgrad.pitch.optim.Schedule;
import org.foldgrad.pitch.optim.Sgd;
import org.foldgrad.pitch.optim.Snapshot;
import org.foldgrad.pitch.optim.Spsa;
import org.foldgrad.pitch.optim.Stop;
import org.foldgrad.pitch.plot.LinePlot;

/** Gradients from small random perturbations: how good they are, and what they cost. */
final class EstimatorStudy {
    private static final long SEED = 1;
    private static final int MOST_SAMPLES = 4096;
    private static final int[] KNOTS = {10, 30, 100, 300, 1000, 2000};
    /** In log2 periods. */
    private static final double CENT = 1.0 / 1200;

    private EstimatorStudy() {
    }

    static void write(Page page) throws IOException {
        page.say("A gradient can be had from pairs of evaluations at x + c d and x - c d with random d: signs (SPSA) or normal numbers"
            + " (Gaussian smoothing, the core of evolution strategies). Against the exact gradient of a smooth loss in P parameters, m"
            + " samples have an expected squared cosine of about m / (m + P): the estimate is a random direction until m is of the order"
            + " of P.");
        cosines(page, "spsa", samples -> new Spsa(SEED, samples, CENT));
        cosines(page, "gaussian", samples -> new GaussianSmoothing(SEED, samples, CENT, false));
        race(page);
    }

    private static void cosines(Page page, String name, IntFunction<GradientEstimator> of) throws IOException {
        int[] samples = IntStream.rangeClosed(0, 6).map(k -> 1 << 2 * k).toArray();
        double[] x = IntStream.of(samples).asDoubleStream().toArray();
        LinePlot plot = new LinePlot(name.equals("spsa") ? "SPSA" : "Gaussian smoothing", "samples (pairs of evaluations)", "squared"
            + " cosine with the exact gradient")
            .logX().logY();
        Table table = new Table("P", "samples", "squared cosine", "m / (m + P)", "error / standard error");
        for (int knots : KNOTS) {
            Material m = Material.vibrato(0.5, knots, 50, 16);
            PhaseFold fold = m.phaseFold(FoldOptions.defaults().withDecimation(4));
            Tensor at = m.start(20);
            double[] exact = Gradients.grad((Tensor t) -> fold.loss(t)).apply(at).toArray();
            GradientEstimator single = of.apply(1);
            double[][] draws = new double[MOST_SAMPLES][];
            for (int d = 0; d < MOST_SAMPLES; d++) {
                draws[d] = single.estimate(fold::loss, at, d).gradient().toArray();
            }
            double[] cosine = new double[samples.length];
            for (int k = 0; k < samples.length; k++) {
                cosine[k] = meanSquaredCosine(draws, samples[k], exact);
                table.row(knots, samples[k], cosine[k], x[k] / (x[k] + knots),
                    samples[k] < 4 ? "" : Table.number(errorInStandardErrors(of.apply(samples[k]).estimate(fold::loss, at, 0), exact)));
            }
            plot.marked("P = " + knots, x, cosine);
            plot.expected(x, Vectors.map(x, s -> s / (s + knots)));
        }
        page.say("## " + (name.equals("spsa") ? "SPSA" : "Gaussian smoothing") + " against the exact gradient");
        page.say("PhaseFold on half a second of vibrato, 20 cents off, perturbed by 1 cent; squared cosines are averaged over the blocks"
            + " that " + MOST_SAMPLES
            + " draws hold. Dashed in the figure is m / (m + P). The last column of the CSV file is the length of the estimate's error over the length of the standard error it reports, for one"
            + " estimate: 1 says that the reported error can be believed.");
        page.figure(name, "Squared cosine against samples", plot).data(name, table);
        Table shown = new Table("P", "squared cosine, 1 sample", "16", "256", "4096");
        for (int knots : KNOTS) {
            shown.row(knots, measured(table, knots, 1), measured(table, knots, 16),
                measured(table, knots, 256), measured(table, knots, 4096));
        }
        page.table(name + "-summary", shown);
    }

    private static String measured(Table table, int knots, int samples) {
        return table.find(String.valueOf(knots), String.valueOf(samples)).get(2);
    }

    private static double meanSquaredCosine(double[][] draws, int samples, double[] exact) {
        double sum = 0;
        for (int from = 0; from < draws.length; from += samples) {
            sum += Vectors.squaredCosine(mean(draws, from, samples), exact);
        }
        return sum * samples / draws.length;
    }

    private static double errorInStandardErrors(Estimate estimate, double[] exact) {
        double[] error = estimate.gradient().minus(Tensor.of(exact)).toArray();
        return Vectors.norm(error) / Vectors.norm(estimate.standardError().toArray());
    }

    private static double[] mean(double[][] draws, int from, int samples) {
        double[] mean = new double[draws[0].length];
        for (int s = from; s < from + samples; s++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += draws[s][i] / samples;
            }
        }
        return mean;
    }

    /** One way down: an estimator and a rule. */
    private record Runner(String name, GradientEstimator gradient, Rule rule, double rate) {
    }

    /** Adam at a cent a step. */
    private static Runner adam(String name, GradientEstimator gradient) {
        return new Runner(name + ", Adam", gradient, new Adam(), CENT);
    }

    private static void race(Page page) throws IOException {
        Material m = Material.vibrato(1, 50, 30, 16);
        PhaseFold phase = m.phaseFold(FoldOptions.defaults().withDecimation(2));
        DiscreteFold discrete = new DiscreteFold(m.audio());
        double stable = 1 / Curvature.largest(phase::loss, m.start(0), 20);
        Table table = new Table("loss", "gradient", "steps", "evaluations", "median error (cents)");
        Table times = new Table("loss", "gradient", "seconds to 10 cents");
        run(table, times, m, "PhaseFold", phase::loss, adam("exact", new Exact()));
        run(table, times, m, "PhaseFold", phase::loss, new Runner("exact, SGD at 1/L", new Exact(), new Sgd(), stable));
        run(table, times, m, "PhaseFold", phase::loss, adam("finite differences", new FiniteDifference(CENT)));
        for (int samples : new int[] {1, 8, 64}) {
            run(table, times, m, "PhaseFold", phase::loss, adam("SPSA " + samples, new Spsa(SEED, samples, 3 * CENT)));
            run(table, times, m, "PhaseFold", phase::loss, adam("ES " + samples, new GaussianSmoothing(SEED, samples, 3 * CENT, false)));
        }
        for (int samples : new int[] {1, 8, 64}) {
            run(table, times, m, "DiscreteFold", discrete::loss, adam("SPSA " + samples, new Spsa(SEED, samples, 10 * CENT)));
            run(table, times, m, "DiscreteFold", discrete::loss, adam("ES " + samples, new GaussianSmoothing(SEED, samples, 10 * CENT, false)));
        }
        page.say("## To ten cents").say("From 30 cents off to a median error of 10 cents: vibrato of one second, 50 knots, at most 4000"
            + " steps, Adam at 1 cent a step. A gradient by reverse mode counts as two evaluations. On PhaseFold the perturbation is 3 cents, on DiscreteFold 10;"
            + " DiscreteFold has no exact gradient.");
        page.table("race", table).times(times);
    }

    private static void run(Table table, Table times, Material m, String lossName, Function<Tensor, Tensor> loss, Runner runner) {
        Descent chunk = new Descent(runner.rule, Schedule.constant(runner.rate)).withGradient(runner.gradient);
        long started = System.nanoTime();
        long steps = 0;
        Minimum here = chunk.withStop(Stop.after(0)).minimise(loss, m.start(30));
        while (m.medianCents(here.x()) > 10 && steps < 4000 && !here.diverged()) {
            Snapshot reached = here.snapshot();
            here = chunk.withStop(Stop.after(++steps)).resume(loss, reached);
        }
        double seconds = (System.nanoTime() - started) * 1e-9;
        double error = m.medianCents(here.x());
        table.row(lossName, runner.name, error > 10 ? "not in " + steps : steps, steps * runner.gradient.evaluations(m.knots()), error);
        times.row(lossName, runner.name, error > 10 ? "" : Table.number(seconds));
    }
}
