package org.foldgrad.autodiff.kernel.axes;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foldgrad.autodiff.kernel.Numbers;

class TakeLoopsTest {
    @Property(tries = 100)
    void agreeWithTheDefinition(@ForAll @IntRange(max = 3) int outer, @ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(max = 4) int inner,
            @ForAll @IntRange(max = 50) int count, @ForAll long seed) {
        Random random = new Random(seed);
        int[] index = random.ints(count, 0, n).toArray();
        double[] x = Numbers.whole(random, outer * n * inner, 99);
        double[] taken = new double[outer * count * inner];
        double[] scattered = x.clone();
        for (int i = 0; i < taken.length; i++) {
            int at = (i / inner / count * n + index[i / inner % count]) * inner + i % inner;
            taken[i] = x[at];
            scattered[at] += taken[i];
        }
        double[] y = new double[taken.length];
        TakeLoops.of(x).take(x, outer, n, inner, index, y);
        Numbers.assertSame(taken, y, "take");
        TakeLoops.of(x).scatterAdd(y, outer, n, inner, index, x);
        Numbers.assertSame(scattered, x, "scatterAdd");
    }
}
