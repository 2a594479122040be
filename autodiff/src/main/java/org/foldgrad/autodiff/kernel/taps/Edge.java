package org.foldgrad.autodiff.kernel.taps;

/** How a row of samples goes on beyond its ends: the sequence that is interpolated is defined for every integer. */
public enum Edge {
    /** The first and the last sample repeat. */
    CLAMP,
    /** Mirrored about the first and the last sample, which are not repeated: period 2 (size - 1). */
    REFLECT,
    /** Periodic: period size. */
    WRAP,
    /** Zeros. */
    ZERO,
    /** The polynomial of the first and the last cell goes on; for kernels of two taps and at least two samples. */
    EXTEND;

    /** The sample of a row of {@code size} that stands at {@code tap}, or -1 where the row is continued with zero. */
    int resolve(long tap, int size) {
        if (tap >= 0 && tap < size) {
            return (int) tap;
        }
        return switch (this) {
            case CLAMP, EXTEND -> tap < 0 ? 0 : size - 1;
            case REFLECT -> size == 1 ? 0 : reflected(tap, 2L * (size - 1));
            case WRAP -> (int) Math.floorMod(tap, (long) size);
            case ZERO -> -1;
        };
    }

    private static int reflected(long tap, long period) {
        long n = Math.abs(tap) % period;
        return (int) Math.min(n, period - n);
    }
}
