package org.foldgrad.autodiff.kernel.taps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.foldgrad.autodiff.kernel.Backend;
import org.junit.jupiter.api.Test;

class TapVectorsTest {
    @Test
    void vectorsGiveTheBitsOfPlainLoops() {
        assumeTrue(Backend.chosen() != Backend.SCALAR, "this run has no vectors");
        Random random = new Random(3);
        for (int taps = 2; taps <= 32; taps += 2) {
            double[] c = random.doubles(8 * taps, -1, 1).toArray();
            double r = random.nextDouble();
            double[] weights = new double[taps];
            int done = TapVectors.weights(c, 0, taps, 7, r, weights);
            double[] plain = new double[taps];
            for (int t = 0; t < done; t++) {
                for (int d = 7; d >= 0; d--) {
                    plain[t] = Math.fma(plain[t], r, c[d * taps + t]);
                }
            }
            assertArrayEquals(plain, weights);
            assertArrayEquals(new double[taps - done], Arrays.copyOfRange(weights, done, taps));
        }
    }
}
