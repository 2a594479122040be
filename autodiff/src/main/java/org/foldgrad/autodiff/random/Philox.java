package org.foldgrad.autodiff.random;

/**
 * Philox4x32-10: four random 32-bit words as a function of a 128-bit counter and a 64-bit key, by ten rounds of multiplication and
 * exclusive or. J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw 2011, Parallel random numbers: as easy as 1, 2, 3.
 */
final class Philox {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    /** The golden ratio and the square root of 3, less 1, as binary fractions. */
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;

    private Philox() {}

    /** Replaces the counter in {@code words}, of length 4, by the random words; the key's low half is its first word. */
    static void block(long key, int[] words) {
        int c0 = words[0];
        int c1 = words[1];
        int c2 = words[2];
        int c3 = words[3];
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * Integer.toUnsignedLong(c0);
            long p1 = MULTIPLIER_1 * Integer.toUnsignedLong(c2);
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c1 = (int) p1;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        words[0] = c0;
        words[1] = c1;
        words[2] = c2;
        words[3] = c3;
    }
}
