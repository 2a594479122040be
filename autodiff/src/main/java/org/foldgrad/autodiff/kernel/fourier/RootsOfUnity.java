package org.foldgrad.autodiff.kernel.fourier;

/**
 * e^(-2 pi i k / n), each part correct to about one unit in the last place: the angle is first brought into an eighth of the circle in
 * whole numbers.
 */
final class RootsOfUnity {
    private RootsOfUnity() {}

    /** cos(2 pi k / n). */
    static double cos(long k, long n) {
        long eighths = Math.floorMod(8 * Math.floorMod(k, n), 8 * n);
        if (eighths > 4 * n) {
            eighths = 8 * n - eighths;
        }
        if (eighths > 2 * n) {
            return -firstQuarterCos(4 * n - eighths, n);
        }
        return firstQuarterCos(eighths, n);
    }

    /** -sin(2 pi k / n). */
    static double minusSin(long k, long n) {
        return cos(4 * k + n, 4 * n);
    }

    /** cos(2 pi e / 8n) for e from 0 to 2n. */
    private static double firstQuarterCos(long e, long n) {
        return e <= n ? Math.cos(Math.PI * e / (4.0 * n)) : Math.sin(Math.PI * (2 * n - e) / (4.0 * n));
    }
}
