package org.foldgrad.bench.hand;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EXP;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;

/** Softmax of each row of a square matrix x, or the loss {@code sum(w softmax(x))} and its gradient. A row has a whole number of vectors. */
public final class HandSoftmax implements Contender {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private final double[] x;
    private final double[] w;
    private final double[] y;
    private final double[] gradient;
    private final int columns;
    private double loss;

    /** {@code in[0]} is x, {@code in[1]} is w; with {@code backward} the gradient is computed too. */
    public HandSoftmax(double[][] in, boolean backward) {
        x = in[0];
        w = in[1];
        y = new double[x.length];
        gradient = new double[backward ? x.length : 0];
        columns = (int) Math.sqrt(x.length);
    }

    @Override
    public Object step() {
        loss = 0;
        for (int row = 0; row < x.length; row += columns) {
            forward(row, row + columns);
            if (gradient.length > 0) {
                backward(row, row + columns);
            }
        }
        return y;
    }

    private void forward(int from, int to) {
        DoubleVector max = DoubleVector.broadcast(S, Double.NEGATIVE_INFINITY);
        for (int i = from; i < to; i += S.length()) {
            max = max.max(DoubleVector.fromArray(S, x, i));
        }
        double shift = max.reduceLanes(MAX);
        DoubleVector sum = DoubleVector.zero(S);
        for (int i = from; i < to; i += S.length()) {
            DoubleVector e = DoubleVector.fromArray(S, x, i).sub(shift).lanewise(EXP);
            sum = sum.add(e);
            e.intoArray(y, i);
        }
        double scale = 1 / sum.reduceLanes(ADD);
        for (int i = from; i < to; i += S.length()) {
            DoubleVector.fromArray(S, y, i).mul(scale).intoArray(y, i);
        }
    }

    private void backward(int from, int to) {
        DoubleVector dot = DoubleVector.zero(S);
        for (int i = from; i < to; i += S.length()) {
            dot = DoubleVector.fromArray(S, y, i).fma(DoubleVector.fromArray(S, w, i), dot);
        }
        double mean = dot.reduceLanes(ADD);
        loss += mean;
        for (int i = from; i < to; i += S.length()) {
            DoubleVector.fromArray(S, w, i).sub(mean).mul(DoubleVector.fromArray(S, y, i)).intoArray(gradient, i);
        }
    }

    @Override
    public double[] result() {
        return gradient.length == 0 ? y.clone() : Inputs.flat(new double[] {loss}, gradient);
    }
}
