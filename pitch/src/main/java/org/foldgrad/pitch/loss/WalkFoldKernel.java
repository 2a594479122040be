package org.foldgrad.pitch.loss;

import java.util.Arrays;
import org.foldgrad.autodiff.kernel.Threads;

/**
 * {@link WalkFold} and its gradient by the period in samples at each knot, on arrays: the worked example of a gradient supplied by hand.
 *
 * <pre>
 *   t_{k+1} = t_k + T_k,   T_k = T(t_k)                       T: linear between knots h samples apart
 *   u_j = (j + 1/2) / M,   d_kj = x(t_k + u_j T_k) - x(t_k - T_k + u_j T_k)
 *   loss = sum_k w_k n_k,  n_k = sqrt( sum_j d_kj^2 T_k / M + eps^2 )
 *   w_k = s^2 (3 - 2 s),   s = min(1, (end - t_k) / T_k)      end: the last knot
 * </pre>
 *
 * VJP. Each cycle has a partial derivative by its own t_k and by its own T_k. They meet the recursion from behind: with lambda the adjoint
 * of t_{k+1}, that of T_k is dT_k + lambda, it goes to the two knots T_k was read between, and that of t_k is lambda + dt_k + T'(t_k) (dT_k
 * + lambda).
 *
 * <p>Periods must lie within the bounds of {@link Checks}: up to half the audio, one reflection at its ends is enough. An instance holds
 * scratch space: use it from one thread; the cycles of long audio are compared by several.
 */
final class WalkFoldKernel implements ArrayLoss {
    /** About how long a point of a cycle takes. */
    private static final double NANOS = 2;

    private final CycleLoop loop;
    private final int knots;
    private final double h;
    private final int points;
    private final double eps;

    /** Per cycle: position, length, share of the loss, and its partial derivatives by position and by length. */
    private double[] position = new double[64];
    private double[] length = new double[64];
    private double[] share = new double[64];
    private double[] byPosition = new double[64];
    private double[] byPeriod = new double[64];
    private int cycles;

    /** The loss of envelopes of {@code knots} knots, {@code spacing} samples apart, over {@code audio}. */
    WalkFoldKernel(double[] audio, int knots, double spacing, FoldOptions options) {
        this.loop = CycleLoop.of(PiecewiseCubic.of(audio, options.interpolation()), options.quadrature());
        this.knots = knots;
        this.h = spacing;
        this.points = options.quadrature();
        this.eps = options.eps();
    }

    @Override
    public double value(double[] period) {
        return walk(period);
    }

    @Override
    public double valueAndGradient(double[] period, double[] gradient) {
        double loss = walk(period);
        Arrays.fill(gradient, 0, knots, 0);
        double lambda = 0;
        for (int k = cycles - 1; k >= 0; k--) {
            int i = (int) (position[k] / h);
            double fraction = position[k] / h - i;
            double toPeriod = byPeriod[k] + lambda;
            gradient[i] += (1 - fraction) * toPeriod;
            gradient[i + 1] += fraction * toPeriod;
            lambda += byPosition[k] + (period[i + 1] - period[i]) / h * toPeriod;
        }
        return loss;
    }

    private double walk(double[] period) {
        cycles = 0;
        double end = (knots - 1) * h;
        // nothing comes before the cycle at 0, so the first comparison is at the end of it
        add(0, period[0]);
        for (double t = period[0]; t < end; t += length[cycles - 1]) {
            int i = (int) (t / h);
            double fraction = t / h - i;
            add(t, (1 - fraction) * period[i] + fraction * period[i + 1]);
        }
        Threads.run(1, cycles, NANOS * points, (from, to) -> {
            double[] work = CycleLoop.work(points);
            for (int k = from; k < to; k++) {
                compare(k, end, work);
            }
        });
        double loss = 0;
        for (int k = 1; k < cycles; k++) {
            loss += share[k];
        }
        return loss;
    }

    private void add(double t, double cycle) {
        if (cycles == position.length) {
            grow();
        }
        position[cycles] = t;
        length[cycles] = cycle;
        cycles++;
    }

    /** The share of cycle k in the loss, with its partial derivatives. */
    private void compare(int k, double end, double[] work) {
        double t = position[k];
        double cycle = length[k];
        loop.run(t, cycle, work);
        double sum = CycleLoop.combine(work, 0);
        double moved = CycleLoop.combine(work, CycleLoop.LANES);
        double stretched = CycleLoop.combine(work, 2 * CycleLoop.LANES);
        double spacing = cycle / points;
        double norm = Math.sqrt(sum * spacing + eps * eps);
        double left = (end - t) / cycle;
        double s = Math.min(1, left);
        double weight = s * s * (3 - 2 * s);
        double perNorm = norm > 0 ? weight / norm : 0;
        double perWeight = norm * 6 * s * (1 - s) / cycle;
        byPosition[k] = perNorm * spacing * moved - perWeight;
        byPeriod[k] = perNorm * (spacing * stretched + sum / (2 * points)) - perWeight * s;
        share[k] = weight * norm;
    }

    private void grow() {
        int more = 2 * position.length;
        position = Arrays.copyOf(position, more);
        length = Arrays.copyOf(length, more);
        share = Arrays.copyOf(share, more);
        byPosition = Arrays.copyOf(byPosition, more);
        byPeriod = Arrays.copyOf(byPeriod, more);
    }
}
