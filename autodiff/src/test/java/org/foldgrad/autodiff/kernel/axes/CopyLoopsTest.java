package org.foldgrad.autodiff.kernel.axes;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.foldgrad.autodiff.kernel.Numbers;

class CopyLoopsTest {
    @Property(tries = 200)
    void agreeWithTheDefinition(@ForAll @Size(max = 4) List<@IntRange(max = 6) Integer> sizes, @ForAll @IntRange(max = 40) int extra,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] shape = sizes.stream().mapToInt(Integer::intValue).toArray();
        if (shape.length > 0) {
            shape[random.nextInt(shape.length)] += extra;
        }
        Strides from = anyOrder(shape, random, true);
        Strides to = anyOrder(shape, random, false);
        double[] x = Numbers.whole(random, 25_000, 1000);
        double[] copied = new double[25_000];
        double[] added = x.clone();
        visit(shape, 0, from.offset(), from.steps(), to.offset(), to.steps(), x, copied, added);
        double[] y = new double[25_000];
        CopyLoops.of(x).copy(shape, x, from, y, to);
        Numbers.assertSame(copied, y, "copy");
        y = x.clone();
        CopyLoops.of(x).add(shape, x, from, y, to);
        Numbers.assertSame(added, y, "add");
        float[] f = new float[25_000];
        CopyLoops.of(f).copy(shape, Numbers.floats(x), from, f, to);
        Numbers.assertSame(copied, f, "f32 copy");
    }

    /** Steps of the axes in any order of nesting, some of them backwards, with gaps, and where {@code repeat} some of 0. */
    private static Strides anyOrder(int[] shape, Random random, boolean repeat) {
        Integer[] order = new Integer[shape.length];
        Arrays.setAll(order, i -> i);
        Collections.shuffle(Arrays.asList(order), random);
        int[] steps = new int[shape.length];
        int step = 1 + random.nextInt(2);
        int offset = 3;
        for (int axis : order) {
            steps[axis] = repeat && random.nextInt(5) == 0 ? 0 : random.nextInt(4) == 0 ? -step : step;
            offset += steps[axis] < 0 ? step * Math.max(0, shape[axis] - 1) : 0;
            step *= Math.max(1, shape[axis]);
        }
        return new Strides(offset, steps);
    }

    private static void visit(int[] shape, int axis, int p, int[] from, int q, int[] to, double[] x, double[] copied, double[] added) {
        if (axis == shape.length) {
            copied[q] = x[p];
            added[q] += x[p];
            return;
        }
        for (int i = 0; i < shape[axis]; i++) {
            visit(shape, axis + 1, p + i * from[axis], from, q + i * to[axis], to, x, copied, added);
        }
    }
}
