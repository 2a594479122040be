package org.foldgrad.bench.hand;

import static jdk.incubator.vector.VectorOperators.ADD;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;

/**
 * {@code WalkFold} with linear interpolation and its gradient, fused by hand. As a cycle has at least as many points as samples, the points of one
 * vector lie between the samples of two neighbouring vectors: two loads and a permutation instead of a gather. Away from the signal's ends only.
 */
public final class HandWalk implements Contender {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final double BIG = 0x1p52;

    private final double[] x;
    private final double[] theta;
    private final double spacing;
    private final double eps;
    private final double[] u;
    private final double[] period;
    private final double[] gradient;
    private double[] position = new double[64];
    private double[] byPosition = new double[64];
    private double[] byPeriod = new double[64];
    private double loss;

    /** Audio {@code in[0]}, log2 periods {@code in[1]}. */
    public HandWalk(double[][] in, double spacing, int points, double eps) {
        x = in[0];
        theta = in[1];
        this.spacing = spacing;
        this.eps = eps;
        u = new double[points];
        Arrays.setAll(u, j -> (j + 0.5) / points);
        period = new double[theta.length];
        gradient = new double[theta.length];
    }

    @Override
    public Object step() {
        for (int p = 0; p < theta.length; p++) {
            period[p] = Math.exp(Math.log(2) * theta[p]);
        }
        double end = (theta.length - 1) * spacing;
        double t = period[0];
        loss = 0;
        int cycles = 1;
        for (; t < end; cycles++) {
            if (cycles == position.length) {
                position = Arrays.copyOf(position, 2 * cycles);
                byPosition = Arrays.copyOf(byPosition, 2 * cycles);
                byPeriod = Arrays.copyOf(byPeriod, 2 * cycles);
            }
            int knot = (int) (t / spacing);
            double cycle = period[knot] + (t / spacing - knot) * (period[knot + 1] - period[knot]);
            loss += compare(cycles, t, cycle, end);
            t += cycle;
        }
        pullBack(cycles);
        return gradient;
    }

    private double compare(int k, double t, double cycle, double end) {
        DoubleVector sum = DoubleVector.zero(S);
        DoubleVector moved = sum;
        DoubleVector stretched = sum;
        for (int j = 0; j < u.length; j += S.length()) {
            DoubleVector at = DoubleVector.fromArray(S, u, j);
            DoubleVector after = at.mul(cycle).add(t);
            DoubleVector before = after.sub(cycle);
            // a whole number may round to the one below it: the sample before the first is loaded too
            int a = (int) (t + u[j] * cycle) - 1;
            int b = Math.max(0, (int) (t + u[j] * cycle - cycle) - 1);
            DoubleVector afterFloor = after.sub(0.5).add(BIG).sub(BIG);
            DoubleVector beforeFloor = before.sub(0.5).add(BIG).sub(BIG);
            DoubleVector a0 = DoubleVector.fromArray(S, x, a);
            DoubleVector a1 = DoubleVector.fromArray(S, x, a + S.length());
            DoubleVector b0 = DoubleVector.fromArray(S, x, b);
            DoubleVector b1 = DoubleVector.fromArray(S, x, b + S.length());
            DoubleVector ia = afterFloor.sub(a);
            DoubleVector ib = beforeFloor.sub(b);
            DoubleVector afterLeft = ia.selectFrom(a0, a1);
            DoubleVector afterSlope = ia.add(1).selectFrom(a0, a1).sub(afterLeft);
            DoubleVector beforeLeft = ib.selectFrom(b0, b1);
            DoubleVector beforeSlope = ib.add(1).selectFrom(b0, b1).sub(beforeLeft);
            DoubleVector d = after.sub(afterFloor).fma(afterSlope, afterLeft).sub(before.sub(beforeFloor).fma(beforeSlope, beforeLeft));
            DoubleVector apart = afterSlope.sub(beforeSlope);
            sum = d.fma(d, sum);
            moved = d.fma(apart, moved);
            stretched = d.fma(at.fma(apart, beforeSlope), stretched);
        }
        return finish(k, t, cycle, end, sum.reduceLanes(ADD), moved.reduceLanes(ADD), stretched.reduceLanes(ADD));
    }

    private double finish(int k, double t, double cycle, double end, double sum, double moved, double stretched) {
        double length = cycle / u.length;
        double norm = Math.sqrt(sum * length + eps * eps);
        double s = Math.min(1, (end - t) / cycle);
        double weight = s * s * (3 - 2 * s);
        double perNorm = weight / norm;
        double perWeight = norm * 6 * s * (1 - s) / cycle;
        position[k] = t;
        byPosition[k] = perNorm * length * moved - perWeight;
        byPeriod[k] = perNorm * (length * stretched + sum / (2 * u.length)) - perWeight * s;
        return weight * norm;
    }

    private void pullBack(int cycles) {
        Arrays.fill(gradient, 0);
        double lambda = 0;
        for (int k = cycles - 1; k >= 0; k--) {
            int knot = (int) (position[k] / spacing);
            double fraction = position[k] / spacing - knot;
            double toPeriod = byPeriod[k] + lambda;
            gradient[knot] += (1 - fraction) * toPeriod;
            gradient[knot + 1] += fraction * toPeriod;
            lambda += byPosition[k] + (period[knot + 1] - period[knot]) / spacing * toPeriod;
        }
        for (int p = 0; p < gradient.length; p++) {
            gradient[p] *= Math.log(2) * period[p];
        }
    }

    @Override
    public double[] result() {
        return Inputs.flat(new double[] {loss}, gradient);
    }
}
