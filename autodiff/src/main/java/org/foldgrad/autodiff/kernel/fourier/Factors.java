package org.foldgrad.autodiff.kernel.fourier;

import java.util.ArrayList;
import java.util.List;

/** Factors of a transform's length. */
final class Factors {
    private Factors() {}

    /** Fours first, then primes in ascending order. */
    static int[] of(int n) {
        List<Integer> factors = new ArrayList<>();
        while (n % 4 == 0) {
            factors.add(4);
            n /= 4;
        }
        for (int p = 2; p * p <= n; p++) {
            while (n % p == 0) {
                factors.add(p);
                n /= p;
            }
        }
        if (n > 1) {
            factors.add(n);
        }
        return factors.stream().mapToInt(Integer::intValue).toArray();
    }

    static int largest(int n) {
        int largest = 1;
        for (int factor : of(n)) {
            largest = Math.max(largest, factor);
        }
        return largest;
    }
}
