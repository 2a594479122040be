package org.foldgrad.autodiff.kernel.axes;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foldgrad.autodiff.kernel.Numbers;

class CumulativeLoopsTest {
    @Property(tries = 200)
    void agreeWithTheDefinition(@ForAll @IntRange(max = 3) int outer, @ForAll @IntRange(max = 12) int n,
            @ForAll @IntRange(max = 5) int inner,
            @ForAll boolean reverse, @ForAll long seed) {
        Random random = new Random(seed);
        double[] a = Numbers.whole(random, outer * n * inner, 2);
        double[] x = Numbers.whole(random, outer * n * inner, 3);
        double[] sum = new double[x.length];
        double[] product = new double[x.length];
        double[] recurrence = new double[x.length];
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                double s = 0;
                double p = 1;
                double r = 0;
                for (int k = 0; k < n; k++) {
                    int at = (o * n + (reverse ? n - 1 - k : k)) * inner + i;
                    s += x[at];
                    sum[at] = s;
                    p *= x[at];
                    product[at] = p + 0.0;
                    r = a[at] * r + x[at];
                    recurrence[at] = r + 0.0;
                }
            }
        }
        double[] y = new double[x.length];
        float[] f = new float[x.length];
        CumulativeLoops.of(y).sum(x, outer, n, inner, reverse, y);
        Numbers.assertSame(sum, y, "sum");
        CumulativeLoops.of(f).sum(Numbers.floats(x), outer, n, inner, reverse, f);
        Numbers.assertSame(sum, f, "f32 sum");
        CumulativeLoops.of(y).product(x, outer, n, inner, reverse, y);
        Numbers.assertSame(product, plus0(y), "product");
        CumulativeLoops.of(y).recurrence(a, x, outer, n, inner, reverse, y);
        Numbers.assertSame(recurrence, plus0(y), "recurrence");
    }

    /** Without negative zeros, in which a multiply-add differs from the definition. */
    private static double[] plus0(double[] y) {
        return Arrays.stream(y).map(v -> v + 0.0).toArray();
    }
}
