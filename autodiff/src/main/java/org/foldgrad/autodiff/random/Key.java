package org.foldgrad.autodiff.random;

import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;

/**
 * A source of random tensors that has no state: a key gives the same tensor whenever, wherever and in whatever order it is asked.
 * Independent tensors come from different keys, which are split off one another:
 *
 * <pre>{@code
 * Key[] keys = Key.of(2026).split(2);
 * Tensor start = keys[0].normal(100);
 * Tensor noise = keys[1].rademacher(100);
 * }</pre>
 *
 * <p>Element i of a tensor is a function of the key and of i, by the counter-based generator Philox4x32-10 (J. K. Salmon et al. 2011,
 * Parallel random numbers: as easy as 1, 2, 3) and functions that Java defines to the last bit, so it does not depend on the machine.
 *
 * @param bits the key's 64 bits
 */
public record Key(long bits) {
    private static final int TENSOR = 0;
    private static final int SPLIT = 1;

    /** The key of a seed. Every seed is as good as any other. */
    public static Key of(long seed) {
        return new Key(seed);
    }

    /**
     * {@code n} keys whose tensors are independent of each other's, and of this key's if it is used for tensors too.
     *
     * @throws AutodiffException if n is negative
     */
    public Key[] split(int n) {
        if (n < 0) {
            throw new AutodiffException("split: " + n + " keys are asked for; 0 or more are possible");
        }
        Key[] keys = new Key[n];
        int[] words = new int[4];
        for (int i = 0; i < n; i++) {
            draw(SPLIT, i, words);
            keys[i] = new Key(Integer.toUnsignedLong(words[1]) << 32 | Integer.toUnsignedLong(words[0]));
        }
        return keys;
    }

    /** Independent uniform numbers in [0, 1), f64: the multiples of 2^-53. */
    public Tensor uniform(int... shape) {
        double[] x = new double[Shape.of(shape).size()];
        int[] words = new int[4];
        for (int i = 0; i < x.length; i += 2) {
            draw(TENSOR, i / 2, words);
            x[i] = fraction(words[0], words[1]);
            if (i + 1 < x.length) {
                x[i + 1] = fraction(words[2], words[3]);
            }
        }
        return Tensor.of(x, shape);
    }

    /** Independent normal numbers of mean 0 and variance 1, f64 (G. E. P. Box and M. E. Muller 1958). */
    public Tensor normal(int... shape) {
        double[] x = new double[Shape.of(shape).size()];
        int[] words = new int[4];
        for (int i = 0; i < x.length; i += 2) {
            draw(TENSOR, i / 2, words);
            double radius = Math.sqrt(-2.0 * StrictMath.log(1.0 - fraction(words[0], words[1])));
            double angle = 2.0 * Math.PI * fraction(words[2], words[3]);
            x[i] = radius * StrictMath.cos(angle);
            if (i + 1 < x.length) {
                x[i + 1] = radius * StrictMath.sin(angle);
            }
        }
        return Tensor.of(x, shape);
    }

    /** Independent signs, -1 or 1 with equal chance, f64. */
    public Tensor rademacher(int... shape) {
        double[] x = new double[Shape.of(shape).size()];
        int[] words = new int[4];
        for (int i = 0; i < x.length; i++) {
            if (i % 128 == 0) {
                draw(TENSOR, i / 128, words);
            }
            x[i] = (words[i / 32 % 4] >>> i % 32 & 1) == 0 ? -1.0 : 1.0;
        }
        return Tensor.of(x, shape);
    }

    /** Random words number {@code block} of the sequence for {@code purpose}. */
    private void draw(int purpose, int block, int[] words) {
        words[0] = block;
        words[1] = 0;
        words[2] = 0;
        words[3] = purpose;
        Philox.block(bits, words);
    }

    private static double fraction(int high, int low) {
        return ((Integer.toUnsignedLong(high) << 21) + (low >>> 11)) * 0x1p-53;
    }
}
