package org.foldgrad.bench.hand;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;

/** What this core can do at most: fused multiply-adds in registers, and reading and writing arrays. */
public final class Probe {
    private Probe() {}

    /** {@code n} vectors' worth of independent FMA chains in double precision, 16 at a time. */
    public static Contender fmaF64(int n) {
        return stepping(() -> {
            var s = DoubleVector.SPECIES_PREFERRED;
            DoubleVector x = DoubleVector.broadcast(s, 0.999);
            DoubleVector y = DoubleVector.broadcast(s, 1e-3);
            DoubleVector a = x, b = y, c = x, d = y, e = x, f = y, g = x, h = y, i = x, j = y, k = x, l = y, m = x, o = y, p = x, q = y;
            for (int r = 0; r < n; r += 16) {
                a = a.fma(x, y);
                b = b.fma(x, y);
                c = c.fma(x, y);
                d = d.fma(x, y);
                e = e.fma(x, y);
                f = f.fma(x, y);
                g = g.fma(x, y);
                h = h.fma(x, y);
                i = i.fma(x, y);
                j = j.fma(x, y);
                k = k.fma(x, y);
                l = l.fma(x, y);
                m = m.fma(x, y);
                o = o.fma(x, y);
                p = p.fma(x, y);
                q = q.fma(x, y);
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
            FloatVector a = x, b = y, c = x, d = y, e = x, f = y, g = x, h = y, i = x, j = y, k = x, l = y, m = x, o = y, p = x, q = y;
            for (int r = 0; r < n; r += 16) {
                a = a.fma(x, y);
                b = b.fma(x, y);
                c = c.fma(x, y);
                d = d.fma(x, y);
                e = e.fma(x, y);
                f = f.fma(x, y);
                g = g.fma(x, y);
                h = h.fma(x, y);
                i = i.fma(x, y);
                j = j.fma(x, y);
                k = k.fma(x, y);
                l = l.fma(x, y);
                m = m.fma(x, y);
                o = o.fma(x, y);
                p = p.fma(x, y);
                q = q.fma(x, y);
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
