package org.foldgrad.autodiff.kernel.axes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Numbers;

class SoftmaxLoopsTest {
    @Property(tries = 40)
    void agreeWithTheDefinition(@ForAll @IntRange(max = 3) int rows, @ForAll @IntRange(min = 1, max = 150) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] x = Numbers.whole(random, rows * n, 30);
        double[] dy = Numbers.real(random, rows * n);
        for (Backend backend : new Backend[] {Backend.SCALAR, Backend.chosen()}) {
            SoftmaxLoops<double[]> loops = SoftmaxLoops.of(x, backend);
            double[] soft = new double[rows * n];
            double[] log = new double[rows * n];
            double[] total = new double[rows];
            double[] dx = new double[rows * n];
            float[] single = new float[rows * n];
            loops.softmax(x, rows, n, soft);
            loops.logSoftmax(x, rows, n, log);
            loops.logSumExp(x, rows, n, total);
            loops.softmaxGradient(soft, dy, rows, n, dx);
            SoftmaxLoops.of(single, backend).softmax(Numbers.floats(x), rows, n, single);
            for (int row = 0; row < rows; row++) {
                int from = row * n;
                double sum = IntStream.range(from, from + n).mapToDouble(i -> Math.exp(x[i])).sum();
                double dot = IntStream.range(from, from + n).mapToDouble(i -> Math.exp(x[i]) / sum * dy[i]).sum();
                assertEquals(Math.log(sum), total[row], 1e-14 * 40);
                for (int i = from; i < from + n; i++) {
                    assertEquals(Math.exp(x[i]) / sum, soft[i], 1e-14);
                    assertEquals(x[i] - Math.log(sum), log[i], 1e-14 * 40);
                    assertEquals(Math.exp(x[i]) / sum * (dy[i] - dot), dx[i], 1e-14);
                    assertEquals(soft[i], single[i], 1e-6);
                }
            }
        }
    }

    @Example
    void largeElementsDoNotSpoilTheRow() {
        double[] x = {Double.NEGATIVE_INFINITY, 0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 5, Double.POSITIVE_INFINITY, 1000,
                1000, -1000, 0, 300, 400};
        double[] y = new double[12];
        SoftmaxLoops.of(x).softmax(x, 6, 2, y);
        assertArrayEquals(new double[] {0, 1, Double.NaN, Double.NaN, 0, Double.NaN, 0.5, 0.5, 0, 1, Math.exp(-100), 1}, y, 1e-58);
        double[] total = new double[6];
        SoftmaxLoops.of(x).logSumExp(x, 6, 2, total);
        assertArrayEquals(new double[] {0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1000 + Math.log(2), 0, 400}, total, 1e-12);
    }
}
