package org.foldgrad.autodiff.kernel;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PoolTest {
    @Test
    void anArrayGivenBackIsHandedOutAgain() {
        Pool pool = new Pool();
        double[] array = pool.doubles(1000);
        pool.giveBack(array);
        assertSame(array, pool.doubles(600));
        assertNotSame(array, pool.doubles(600));
    }

    @Test
    void arraysOfEverySizeAreLongEnoughAndComeBack() {
        Pool pool = new Pool();
        for (int size : new int[] {64, 65, 2047, 2048, 2049, 2246, 2247, 4096, 4097, 100_000}) {
            double[] array = pool.doubles(size);
            assertTrue(array.length >= size, array.length + " for " + size);
            assertTrue(array.length < 2.2 * size, array.length + " for " + size);
            pool.giveBack(array);
            assertSame(array, pool.doubles(size), "of " + size);
        }
    }

    @Test
    void longArraysAreNotAWholeNumberOfPagesApart() {
        int header = 16;
        for (int size = 2048; size <= 1 << 20; size *= 2) {
            int page = (new Pool().doubles(size).length * Double.BYTES + header) % 4096;
            assertTrue(page >= 512 && page <= 4096 - 512, page + " bytes from a page, of " + size);
            page = (new Pool().floats(size).length * Float.BYTES + header) % 4096;
            assertTrue(page >= 512 && page <= 4096 - 512, page + " bytes from a page, of " + size + " floats");
        }
    }

    @Test
    void anArrayThatIsTooShortForItsClassIsNotKept() {
        Pool pool = new Pool();
        pool.giveBack(new double[200]);
        assertTrue(pool.doubles(250).length >= 250);
        pool.giveBack(new float[200]);
        assertTrue(pool.floats(250).length >= 250);
    }
}
