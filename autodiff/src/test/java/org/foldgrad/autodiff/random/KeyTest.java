package org.foldgrad.autodiff.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Tensor;
import org.junit.jupiter.api.Test;

class KeyTest {
    /** The known answers that the authors of Random123 published with it: counter, key, result. */
    @Test
    void publishedAnswers() {
        check(new int[4], 0L, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        check(new int[] {-1, -1, -1, -1}, -1L, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        check(new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0x299f31d0a4093822L, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    private static void check(int[] counter, long key, int... expected) {
        Philox.block(key, counter);
        assertArrayEquals(expected, counter);
    }

    /** From the published words 6627e8d5 e169c58d bc57ac4c 9b00dbd8 by hand: the same on every machine. */
    @Test
    void tensorsAreFixedToTheLastBit() {
        double u = ((0x6627e8d5L << 21) + (0xe169c58dL >> 11)) / 0x1p53;
        double v = ((0xbc57ac4cL << 21) + (0x9b00dbd8L >> 11)) / 0x1p53;
        assertArrayEquals(new double[] {u, v}, Key.of(0).uniform(2).toArray());
        double r = Math.sqrt(-2 * StrictMath.log(1 - u));
        assertArrayEquals(new double[] {r * StrictMath.cos(2 * Math.PI * v), r * StrictMath.sin(2 * Math.PI * v)}, Key.of(0).normal(2).toArray());
        assertArrayEquals(new double[] {1, -1, 1, -1, 1, -1, 1, 1}, Key.of(0).rademacher(8).toArray());
    }

    @Test
    void signsAreTheBitsOfOneBlockAfterTheOther() {
        double[] signs = Key.of(7).rademacher(300).toArray();
        for (int i = 0; i < signs.length; i++) {
            int[] words = {i / 128, 0, 0, 0};
            Philox.block(7, words);
            assertEquals((words[i % 128 / 32] >> i % 32 & 1) == 0 ? -1 : 1, signs[i], "sign " + i);
        }
    }

    @Test
    void anElementDoesNotDependOnHowManyAreDrawn() {
        Key key = Key.of(7);
        assertArrayEquals(Arrays.copyOf(key.normal(1001).toArray(), 500), key.normal(500).toArray());
        assertArrayEquals(key.uniform(3, 5).toArray(), key.uniform(15).toArray());
        assertArrayEquals(Arrays.copyOf(key.rademacher(300).toArray(), 129), key.rademacher(129).toArray());
        assertEquals(0, key.normal(0, 3).size());
        assertThrows(AutodiffException.class, () -> key.normal(-1));
        assertThrows(AutodiffException.class, () -> key.split(-1));
    }

    /** Five standard errors: one run in a million of a right generator would fail, and the draws are fixed. */
    @Test
    void momentsAndCorrelations() {
        int n = 200_000;
        double error = 5 / Math.sqrt(n);
        double[] normal = Key.of(1).normal(n).toArray();
        assertEquals(0, mean(normal, 1, 0), error);
        assertEquals(1, mean(normal, 2, 0), error * Math.sqrt(2));
        assertEquals(0, mean(normal, 3, 0), error * Math.sqrt(15));
        assertEquals(3, mean(normal, 4, 0), error * Math.sqrt(96));
        assertEquals(0, mean(normal, 1, 1), error);
        double[] uniform = Key.of(2).uniform(n).toArray();
        assertEquals(0.5, mean(uniform, 1, 0), error * Math.sqrt(1 / 12.0));
        assertEquals(1 / 3.0, mean(uniform, 2, 0), error * Math.sqrt(4 / 45.0));
        double[] sign = Key.of(3).rademacher(n).toArray();
        assertEquals(0, mean(sign, 1, 0), error);
        assertEquals(0, mean(sign, 1, 1), error);
        assertTrue(Arrays.stream(uniform).allMatch(u -> u >= 0 && u < 1) && Arrays.stream(sign).allMatch(s -> s * s == 1));
    }

    /** The mean of x^power, or with a lag of x[i] x[i + lag]. */
    private static double mean(double[] x, int power, int lag) {
        double sum = 0;
        for (int i = 0; i + lag < x.length; i++) {
            sum += lag == 0 ? Math.pow(x[i], power) : x[i] * x[i + lag];
        }
        return sum / (x.length - lag);
    }

    @Test
    void splitKeysAreAllDifferentAndStable() {
        Key key = Key.of(42);
        Key[] some = key.split(3);
        assertArrayEquals(some, Arrays.copyOf(key.split(1000), 3));
        Set<Key> all = new HashSet<>(Arrays.asList(key.split(1000)));
        all.add(key);
        assertEquals(1001, all.size());
        Tensor a = some[0].normal(1000);
        Tensor b = some[1].normal(1000);
        assertNotEquals(a.get(0), b.get(0));
        assertEquals(0, a.times(b).sum().item() / 1000, 5 / Math.sqrt(1000));
    }
}
