package org.foldgrad.bench.hand;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;

/** What this core can do at most: fused multiply-adds in registers, and reading and writing arrays. */
public final class Probe {
    private Probe() {}

    /** {@code n} vectors' worth of independent FMA chains in double precision, 16 at a time; none begins like another, or HotSpot makes them one. */
    public static Contender fmaF64(int n) {
        return stepping(() -> {
            var s = DoubleVector.SPECIES_PREFERRED;
            DoubleVector x = DoubleVector.broadcast(s, 0.999);
            DoubleVector y = DoubleVector.broadcast(s, 1e-3);
            DoubleVector a = x.mul(1), b = x.mul(2), c = x.mul(3), d = x.mul(4), e = x.mul(5), f = x.mul(6), g = x.mul(7), h = x.mul(8);
            DoubleVector i = x.mul(9), j = x.mul(10), k = x.mul(11), l = x.mul(12), m = x.mul(13), o = x.mul(14), p = x.mul(15), q = x.mul(16);
            for (int r = 0; r < n; r += 16) {
                a = x.fma(y, a);
                b = x.fma(y, b);
                c = x.fma(y, c);
                d = x.fma(y, d);
                e = x.fma(y, e);
                f = x.fma(y, f);
                g = x.fma(y, g);
                h = x.fma(y, h);
                i = x.fma(y, i);
                j = x.fma(y, j);
                k = x.fma(y, k);
                l = x.fma(y, l);
                m = x.fma(y, m);
                o = x.fma(y, o);
                p = x.fma(y, p);
                q = x.fma(y, q);
            }
            return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).add(m).add(o).add(p).add(q).lane(0);
        });
    }

    /** The same in single precision. */
    public static Contender fmaF32(int n) {
        return stepping(() -> {
            var s = FloatVector.SPECIES_PREFERRED;
            FloatVector x = FloatVector.broadcast(s, 0.999f);
            FloatVector y = FloatVector.broadcast(s, 1e-3f);
            FloatVector a = x.mul(1), b = x.mul(2), c = x.mul(3), d = x.mul(4), e = x.mul(5), f = x.mul(6), g = x.mul(7), h = x.mul(8);
            FloatVector i = x.mul(9), j = x.mul(10), k = x.mul(11), l = x.mul(12), m = x.mul(13), o = x.mul(14), p = x.mul(15), q = x.mul(16);
            for (int r = 0; r < n; r += 16) {
                a = x.fma(y, a);
                b = x.fma(y, b);
                c = x.fma(y, c);
                d = x.fma(y, d);
                e = x.fma(y, e);
                f = x.fma(y, f);
                g = x.fma(y, g);
                h = x.fma(y, h);
                i = x.fma(y, i);
                j = x.fma(y, j);
                k = x.fma(y, k);
                l = x.fma(y, l);
                m = x.fma(y, m);
                o = x.fma(y, o);
                p = x.fma(y, p);
                q = x.fma(y, q);
            }
            return (double) a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).add(m).add(o).add(p).add(q).lane(0);
        });
    }

    /** {@code y[i] = 2 x[i]}: one read and one write for each element. */
    public static Contender copy(double[] x) {
        double[] y = new double[x.length];
        return stepping(() -> {
            for (int i = 0; i < x.length; i++) {
                y[i] = 2 * x[i];
            }
            return y;
        });
    }

    private static Contender stepping(java.util.function.Supplier<Object> step) {
        return new Contender() {
            @Override
            public Object step() {
                return step.get();
            }

            @Override
            public double[] result() {
                return Inputs.flat();
            }
        };
    }
}
