package org.foldgrad.bench.hand;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EXP;
import static jdk.incubator.vector.VectorOperators.TANH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;

/** {@code sum(tanh(a b + c) sigmoid(a))} and its three gradients, fused into one loop by hand. */
public final class HandChain implements Contender {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private final double[] a;
    private final double[] b;
    private final double[] c;
    private final double[] ga;
    private final double[] gb;
    private final double[] gc;
    private double loss;

    /** The three inputs a, b, c. */
    public HandChain(double[][] in) {
        a = in[0];
        b = in[1];
        c = in[2];
        ga = new double[a.length];
        gb = new double[a.length];
        gc = new double[a.length];
    }

    @Override
    public Object step() {
        DoubleVector sum = DoubleVector.zero(S);
        int i = 0;
        for (int end = S.loopBound(a.length); i < end; i += S.length()) {
            DoubleVector va = DoubleVector.fromArray(S, a, i);
            DoubleVector vb = DoubleVector.fromArray(S, b, i);
            DoubleVector t = va.fma(vb, DoubleVector.fromArray(S, c, i)).lanewise(TANH);
            DoubleVector s = DoubleVector.broadcast(S, 1).div(va.neg().lanewise(EXP).add(1));
            DoubleVector y = t.mul(s);
            sum = sum.add(y);
            DoubleVector dz = s.sub(y.mul(t));
            dz.intoArray(gc, i);
            dz.mul(va).intoArray(gb, i);
            dz.fma(vb, y.sub(y.mul(s))).intoArray(ga, i);
        }
        double total = sum.reduceLanes(ADD);
        for (; i < a.length; i++) {
            double t = Math.tanh(Math.fma(a[i], b[i], c[i]));
            double s = 1 / (1 + Math.exp(-a[i]));
            double y = t * s;
            total += y;
            double dz = s - y * t;
            gc[i] = dz;
            gb[i] = dz * a[i];
            ga[i] = Math.fma(dz, b[i], y - y * s);
        }
        loss = total;
        return ga;
    }

    @Override
    public double[] result() {
        return Inputs.flat(new double[] {loss}, ga, gb, gc);
    }
}
