package org.foldgrad.pitch.study;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolant;
import org.foldgrad.autodiff.gather.Interpolation;
import org.foldgrad.pitch.loss.DiscreteFold;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.WalkFold;
import org.foldgrad.pitch.plot.LinePlot;

/** Indexing by continuous values: what each way of reading between samples does to the loss and its gradient, and what it costs. */
final class InterpolationStudy {
    private static final Map<String, Interpolation> KERNELS = new LinkedHashMap<>();

    static {
        KERNELS.put("linear", Interpolation.linear());
        KERNELS.put("Catmull-Rom", Interpolation.catmullRom());
        KERNELS.put("B-spline", Interpolation.bSpline());
        KERNELS.put("windowed sinc 16", Interpolation.windowedSinc());
    }

    private InterpolationStudy() {
    }

    static void write(Page page) throws IOException {
        reading(page);
        slices(page);
        gradients(page);
        rounding(page);
        cost(page);
    }

    private static void reading(Page page) throws IOException {
        Table table = new Table("kernel", "samples per period", "greatest error of the value", "greatest error of the slope");
        LinePlot plot = new LinePlot("Error of the slope of a sine", "samples per period", "greatest error, share of the"
            + " slope").logX().logY();
        double[] periods = {3, 4, 6, 8, 12, 16, 24, 32};
        double[] positions = Vectors.steps(200, 300, 4001);
        for (Map.Entry<String, Interpolation> kernel : KERNELS.entrySet()) {
            double[] slopes = new double[periods.length];
            for (int i = 0; i < periods.length; i++) {
                double w = 2 * Math.PI / periods[i];
                Tensor sine = Tensor.of(Vectors.map(Vectors.steps(0, 511, 512), n -> Math.sin(w * n)));
                Interpolant signal = Interpolant.of(sine, kernel.getValue(), Boundary.reflect());
                double value = greatest(signal.at(Tensor.of(positions)), Vectors.map(positions, t -> Math.sin(w * t)));
                slopes[i] = greatest(signal.slope(Tensor.of(positions)), Vectors.map(positions, t -> w * Math.cos(w * t))) / w;
                table.row(kernel.getKey(), periods[i], value, slopes[i]);
            }
            plot.marked(kernel.getKey(), periods, slopes);
        }
        page.say("Is there a better way than polynomials or sinc to index by continuous values? For gradients, what counts is the slope"
            + " between samples. A sine of unit amplitude, read at 4001 positions:");
        page.figure("slope", "Error of the slope against samples per period", plot).table("reading", table);
    }

    private static double greatest(Tensor found, double[] expected) {
        double greatest = 0;
        for (int i = 0; i < expected.length; i++) {
            greatest = Math.max(greatest, Math.abs(found.get(i) - expected[i]));
        }
        return greatest;
    }

    private static void slices(Page page) throws IOException {
        Material m = Material.vibrato(0.5, 25, 50, 26);
        DiscreteFold discrete = new DiscreteFold(m.audio());
        double[] cents = Vectors.steps(-20, 20, 401);
        LinePlot all = new LinePlot("The loss along one knot", "knot off by (cents)", "loss");
        LinePlot smooth = new LinePlot("The same without rounding", "knot off by (cents)", "loss");
        Table data = new Table("kernel", "cents", "loss");
        Map<String, double[]> losses = new LinkedHashMap<>();
        losses.put("rounding (DiscreteFold)", Vectors.map(cents, c -> discrete.loss(Vectors.moved(m.start(0), 12, c / 1200)).item()));
        for (Map.Entry<String, Interpolation> kernel : KERNELS.entrySet()) {
            WalkFold walk = walk(m, kernel.getValue());
            double[] y = Vectors.map(cents, c -> walk.loss(Vectors.moved(m.start(0), 12, c / 1200)).item());
            losses.put(kernel.getKey(), y);
            smooth.line(kernel.getKey(), cents, y);
        }
        losses.forEach((name, y) -> {
            all.line(name, cents, y);
            for (int i = 0; i < y.length; i += 5) {
                data.row(name, cents[i], y[i]);
            }
        });
        page.say("## Slices").say("The walk over a bright vibrato tone (26 harmonics, up to 5.7 kHz of 8), one knot of the right envelope"
            + " moved. Rounding makes a staircase with noise on it; linear reading loses the treble by an amount that depends on where"
            + " between samples a segment falls, which lifts the loss and bends it; Catmull-Rom loses as"
            + " much, but evenly; B-spline and sinc agree.");
        page.data("slices", data).figure("slices", "Loss slices along one knot", all)
            .figure("kernels", "Loss slices along one knot, without rounding", smooth);
    }

    private static WalkFold walk(Material m, Interpolation kernel) {
        return new WalkFold(m.audio(), m.knots(), FoldOptions.defaults().withInterpolation(kernel).withQuadrature(256));
    }

    private static void gradients(Page page) throws IOException {
        Table table = new Table("harmonics", "kernel", "relative error of the gradient");
        for (int harmonics : new int[] {4, 12, 26}) {
            Material m = Material.vibrato(0.5, 25, 50, harmonics);
            Material fine = Material.vibrato(0.5, 25, 50, harmonics, 8 * Material.RATE);
            double[] truth = Gradients.grad((Tensor t) -> walk(fine, Interpolation.bSpline()).loss(t)).apply(fine.start(10)).toArray();
            // the norm of a segment grows with the root of its samples; each sound was scaled to its own peak
            double scale = Vectors.norm(fine.audio()) / Vectors.norm(m.audio());
            for (Map.Entry<String, Interpolation> kernel : KERNELS.entrySet()) {
                double[] g = Gradients.grad((Tensor t) -> walk(m, kernel.getValue()).loss(t)).apply(m.start(10)).toArray();
                double[] off = new double[g.length];
                for (int p = 0; p < off.length; p++) {
                    off[p] = g[p] * scale - truth[p];
                }
                table.row(harmonics, kernel.getKey(), Vectors.norm(off) / Vectors.norm(truth));
            }
        }
        page.say("## The gradient").say("Of the walk, 10 cents off, against the same sound made at eight times the sample rate, where any"
            + " smooth kernel is exact for practical purposes. Harmonics of 220 Hz at 16 kHz: four end at 0.9 kHz, twelve at 2.6,"
            + " twenty-six at 5.7.");
        page.table("gradients", table);
    }

    private static void rounding(Page page) throws IOException {
        Interpolation sinc = Interpolation.windowedSinc(32);
        Table table = new Table("factor", "clean vibrato 30 cents off", "difference", "noisy vibrato at its pitch", "difference");
        Material clean = Material.vibrato(1, 50, 50, 16);
        double[] noisy = clean.audio().clone();
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < noisy.length; n++) {
            noisy[n] += 0.03 * random.nextGaussian();
        }
        Material[] sounds = {clean, new Material(noisy, clean.rate(), clean.spacing(), clean.theta(), clean.voicing())};
        double[] off = {30, 0};
        double[] limits = new double[2];
        for (int k = 0; k < 2; k++) {
            FoldOptions options = FoldOptions.defaults().withInterpolation(sinc).withEps(0).withQuadrature(512);
            limits[k] = new WalkFold(sounds[k].audio(), 50, options).loss(sounds[k].start(off[k])).item();
        }
        double[] factors = {1, 2, 4, 8, 16, 32, 64};
        double[][] differences = new double[2][factors.length];
        for (int i = 0; i < factors.length; i++) {
            double[] losses = new double[2];
            for (int k = 0; k < 2; k++) {
                Tensor fine = Tensor.range((int) (sounds[k].audio().length * factors[i])).over(factors[i]);
                double[] up = Gather.gather(Tensor.of(sounds[k].audio()), fine, sinc, Boundary.reflect()).toArray();
                Tensor theta = sounds[k].start(off[k]).plus(Material.log2(factors[i]));
                losses[k] = new DiscreteFold(up).loss(theta).item() / Math.sqrt(factors[i]);
                differences[k][i] = Math.abs(losses[k] / limits[k] - 1);
            }
            table.row(factors[i], losses[0], differences[0][i], losses[1], differences[1][i]);
        }
        page.say("## How much of the loss as posed is rounding").say("DiscreteFold on audio upsampled (band-limited) by growing factors,"
            + " periods and norm scaled to match, against WalkFold. What remains at the end is the last, partial cycle, which WalkFold"
            + " counts by its share.");
        page.table("rounding", table).figure("rounding", "Relative difference against the factor",
            new LinePlot("DiscreteFold against WalkFold", "upsampling factor", "relative difference").logX().logY().marked("clean, 30"
                + " cents off", factors, differences[0])
                .marked("noisy, at its pitch", factors, differences[1]));
    }

    private static void cost(Page page) {
        int n = 100_000;
        SplittableRandom random = new SplittableRandom(1);
        Tensor signal = Tensor.of(random.doubles(n, -1, 1).toArray());
        Tensor positions = Tensor.of(Vectors.map(Vectors.steps(100, n - 100, n), t -> t + 0.3));
        Table times = new Table("kernel", "value (ns a read)", "value and gradient to positions (ns a read)");
        KERNELS.forEach((name, kernel) -> times.row(name,
            fastest(n, () -> Gather.gather(signal, positions, kernel, Boundary.reflect())),
            fastest(n, () -> Gradients.grad((Tensor t) -> Gather.gather(signal, t, kernel, Boundary.reflect()).sum()).apply(positions))));
        page.say("## Cost").say("Of reading 100 000 positions in order, the B-spline's prefilter included, in plain loops, as the"
            + " command-line tool runs; with SIMD the sinc takes a quarter of that, the spline two thirds.").times(times);
    }

    private static double fastest(int reads, Runnable work) {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 30; k++) {
            long started = System.nanoTime();
            work.run();
            least = Math.min(least, (System.nanoTime() - started) / (double) reads);
        }
        return Math.rint(least * 10) / 10;
    }
}
