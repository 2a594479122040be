package org.foldgrad.bench.hand;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EXP;
import static jdk.incubator.vector.VectorOperators.TANH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;

/** {@code sum(tanh(a b + c) sigmoid(a))} and its three gradients, fused into one loop by hand, in single precision. */
public final class HandChainFloat implements Contender {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private final float[] a;
    private final float[] b;
    private final float[] c;
    private final float[] ga;
    private final float[] gb;
    private final float[] gc;
    private double loss;

    /** The three inputs a, b, c. */
    public HandChainFloat(double[][] in) {
        a = Inputs.floats(in[0]);
        b = Inputs.floats(in[1]);
        c = Inputs.floats(in[2]);
        ga = new float[a.length];
        gb = new float[a.length];
        gc = new float[a.length];
    }

    @Override
    public Object step() {
        FloatVector sum = FloatVector.zero(S);
        int i = 0;
        for (int end = S.loopBound(a.length); i < end; i += S.length()) {
            FloatVector va = FloatVector.fromArray(S, a, i);
            FloatVector vb = FloatVector.fromArray(S, b, i);
            FloatVector t = va.fma(vb, FloatVector.fromArray(S, c, i)).lanewise(TANH);
            FloatVector s = FloatVector.broadcast(S, 1).div(va.neg().lanewise(EXP).add(1));
            FloatVector y = t.mul(s);
            sum = sum.add(y);
            FloatVector dz = s.sub(y.mul(t));
            dz.intoArray(gc, i);
            dz.mul(va).intoArray(gb, i);
            dz.fma(vb, y.sub(y.mul(s))).intoArray(ga, i);
        }
        double total = sum.reduceLanes(ADD);
        for (; i < a.length; i++) {
            float t = (float) Math.tanh(Math.fma(a[i], b[i], c[i]));
            float s = (float) (1 / (1 + Math.exp(-a[i])));
            float y = t * s;
            total += y;
            float dz = s - y * t;
            gc[i] = dz;
            gb[i] = dz * a[i];
            ga[i] = Math.fma(dz, b[i], y - y * s);
        }
        loss = total;
        return ga;
    }

    @Override
    public double[] result() {
        return Inputs.flat(new double[] {loss}, Inputs.doubles(ga), Inputs.doubles(gb), Inputs.doubles(gc));
    }
}
