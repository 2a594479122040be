package org.foldgrad.pitch.optim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.Tensor;

/** Gradients from pairs of evaluations on either side of a point. */
final class Perturbations {
    private Perturbations() {
    }

    /** Random numbers of estimate {@code draw}: streams of neighbouring draws and seeds have nothing in common. */
    static RandomGenerator random(long seed, long draw) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + draw).split();
    }

    /** The mean over {@code samples} directions of (f(x + c d) - f(x - c d)) / 2c d, with its standard error. */
    static Estimate antithetic(Function<Tensor, Tensor> loss, Tensor x, int samples, double scale, boolean ranked, Consumer<double[]> draw) {
        int n = x.size();
        double[] centre = x.toArray();
        double[][] directions = new double[samples][n];
        double[] losses = new double[2 * samples];
        double[] moved = new double[n];
        for (int s = 0; s < samples; s++) {
            draw.accept(directions[s]);
            for (int side = 0; side < 2; side++) {
                double step = side == 0 ? scale : -scale;
                for (int i = 0; i < n; i++) {
                    moved[i] = centre[i] + step * directions[s][i];
                }
                losses[2 * s + side] = loss.apply(Tensor.of(moved)).item();
            }
        }
        double[] shaped = ranked ? ranks(losses) : losses;
        double[] mean = new double[n];
        double[] squares = new double[n];
        for (int s = 0; s < samples; s++) {
            double slope = (shaped[2 * s] - shaped[2 * s + 1]) / (2 * scale);
            for (int i = 0; i < n; i++) {
                double g = slope * directions[s][i];
                double before = g - mean[i];
                mean[i] += before / (s + 1);
                squares[i] += before * (g - mean[i]);
            }
        }
        double[] error = new double[n];
        Arrays.setAll(error, i -> Math.sqrt(squares[i] / (samples - 1.0) / samples));
        return new Estimate(Arrays.stream(losses).average().orElseThrow(), Tensor.of(mean), Tensor.of(error), 2L * samples);
    }

    /** The rank of each value among all, scaled to run from -1/2 (least) to 1/2; NaN counts as the largest, equal values keep their order. */
    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i])).mapToInt(i -> i).toArray();
        double[] ranks = new double[values.length];
        for (int r = 0; r < order.length; r++) {
            ranks[order[r]] = r / (values.length - 1.0) - 0.5;
        }
        return ranks;
    }
}
