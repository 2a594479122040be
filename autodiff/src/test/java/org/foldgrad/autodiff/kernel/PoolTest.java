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
    void anArrayThatIsTooShortForItsClassIsNotKept() {
        Pool pool = new Pool();
        pool.giveBack(new double[200]);
        assertTrue(pool.doubles(250).length >= 250);
        pool.giveBack(new float[200]);
        assertTrue(pool.floats(250).length >= 250);
    }
}
