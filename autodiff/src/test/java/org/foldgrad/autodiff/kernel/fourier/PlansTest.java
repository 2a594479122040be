package org.foldgrad.autodiff.kernel.fourier;

import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.foldgrad.autodiff.kernel.emit.Fork;
import org.junit.jupiter.api.Test;

class PlansTest {
    @Test
    void aPlanIsMadeOnce() {
        assertSame(DoubleComplexFftLoops.of(96), DoubleComplexFftLoops.of(96));
    }

    @Test
    void plansGiveWayToWhatNeedsTheirMemory() throws Exception {
        Fork.run(List.of("-Xmx32m"), MakesPlans.class);
    }

    /** Plans of a hundred lengths, a megabyte each. */
    static final class MakesPlans {
        public static void main(String[] args) {
            for (int n = 0; n < 100; n++) {
                DoubleComplexFftLoops.of(30_000 + 30 * n);
            }
        }
    }
}
