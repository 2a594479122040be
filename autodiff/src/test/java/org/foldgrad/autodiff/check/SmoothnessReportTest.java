package org.foldgrad.autodiff.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;
import org.junit.jupiter.api.Test;

class SmoothnessReportTest {
    private static final Tensor X = Tensor.scalar(0.303);
    private static final Tensor D = Tensor.scalar(1);

    @Test
    void aParabolaIsSmooth() {
        SmoothnessReport r = SmoothnessReport.along(x -> x.square(), X, D, 1);
        assertEquals(0, r.jumpsPerUnit());
        assertEquals(0.606, r.gradient(), 1e-12);
        assertEquals(2, r.lipschitz(), 1e-9);
        assertEquals(-0.303, r.minimum(), 2.0 / 512);
        assertEquals(2, r.basin(), 1e-12);
        assertEquals(0.606, r.differences()[10], 1e-9);
        assertEquals(r.scales()[r.scales().length - 1], r.smoothingScale(), "its slope is the same at every scale");
    }

    /** Over wide steps the slopes of a wave have nothing to do with those over half of them. */
    @Test
    void aWaveIsSmooth() {
        for (int waves = 1; waves <= 4; waves++) {
            double turns = 2 * Math.PI * waves;
            SmoothnessReport r = SmoothnessReport.along(x -> Ops.sin(x.times(turns)), X, D, 1);
            assertEquals(0, r.jumpsPerUnit());
            assertTrue(r.smoothingScale() < 1e-5, r.toString());
        }
    }

    @Test
    void roundingIsNoJump() {
        assertEquals(0, SmoothnessReport.along(x -> x.square().sum().plus(1), Tensor.f32(0, 0, 0), Tensor.f32(1, 1, 1), 0.1).jumpsPerUnit());
        assertEquals(0, SmoothnessReport.along(x -> x.square().plus(1e6).minus(1e6), X, D, 1e-3).jumpsPerUnit());
    }

    @Test
    void stairsAreCountedAndWantSmoothingOverSeveralSteps() {
        SmoothnessReport r = SmoothnessReport.along(x -> Ops.floor(x.times(20)).over(20).square(), X, D, 1);
        assertEquals(20, r.jumpsPerUnit(), 1.5);
        assertEquals(0.12, r.largestJump(), 0.02);
        assertTrue(Double.isNaN(r.gradient()));
        assertTrue(r.smoothingScale() > 0.02 && r.smoothingScale() < 0.5, r.toString());
    }

    @Test
    void aLedgeEndsTheBasin() {
        SmoothnessReport ledges = SmoothnessReport.along(x -> Ops.floor(x.square().sqrt().times(4)), Tensor.scalar(0), D, 1);
        assertEquals(0.5, ledges.basin(), 0.01, "descent from the ledge between 1/4 and 1/2 stays there");
        SmoothnessReport flat = SmoothnessReport.along(x -> Ops.relu(x.square().minus(0.25)), Tensor.scalar(0), D, 1);
        assertEquals(2, flat.basin(), 1e-12, "everywhere on a flat bottom is the bottom");
    }

    @Test
    void aRippleHasItsOwnBasin() {
        SmoothnessReport r = SmoothnessReport.along(x -> Ops.cos(x.times(2 * Math.PI * 4)).negate(), Tensor.scalar(0), D, 1);
        assertEquals(0.25, r.basin(), 0.01);
        assertEquals(0, r.minimum(), 1e-9);
    }

    @Test
    void whatCannotBeExaminedIsRefused() {
        assertTrue(assertThrows(AutodiffException.class, () -> SmoothnessReport.along(Tensor::log, X, D, 1)).getMessage().contains("the loss is NaN at t"));
        assertTrue(assertThrows(AutodiffException.class, () -> SmoothnessReport.along(Tensor::log, X, D, 0)).getMessage().contains("must be positive"));
        for (Tensor d : new Tensor[] {Tensor.of(1, 2), Tensor.zeros(0)}) {
            AutodiffException e = assertThrows(AutodiffException.class, () -> SmoothnessReport.along(Tensor::exp, X, d, 1));
            assertTrue(e.getMessage().contains("the direction has shapes [" + d.shape()), e.getMessage());
        }
    }
}
