package org.foldgrad.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolant;
import org.foldgrad.autodiff.gather.Interpolation;
import org.foldgrad.autodiff.gather.Inverse;
import org.junit.jupiter.api.Test;

/** The listings of docs/autodiff/gather.md. */
class ReadingTest {
    @Test
    void gather() {
        // begin: gather
        Tensor audio = Tensor.range(40).times(0.3).square().times(0.01);   // any samples
        Tensor x = Tensor.of(17.3, 18.1, 2.75);                            // positions in samples, any shape, always f64
        Tensor y = Gather.gather(audio, x, Interpolation.bSpline(), Boundary.clamp());
        // end: gather
        assertArrayEquals(x.times(0.3).square().times(0.01).toArray(), y.toArray(), 1e-4);
    }

    @Test
    void interpolant() {
        Tensor audio = Tensor.range(40).times(0.3).square().times(0.01);
        Tensor x = Tensor.of(17.3, 18.1);
        // begin: interpolant
        Interpolant audioAt = Interpolant.of(audio, Interpolation.bSpline(), Boundary.clamp());
        Tensor y = audioAt.at(x);
        Tensor dy = audioAt.slope(x);                  // differentiable in its turn
        // end: interpolant
        assertArrayEquals(x.times(0.3).square().times(0.01).toArray(), y.toArray(), 1e-6);
        assertArrayEquals(x.times(0.0018).toArray(), dy.toArray(), 1e-6);
    }

    @Test
    void delay() {
        // begin: delay
        Tensor template = Tensor.of(0, 1, 4, 5, 3, 1, 0, 0);
        Tensor heard = Gather.gather(template, Tensor.range(8).minus(0.4), Interpolation.bSpline(), Boundary.zero());   // 0.4 samples late
        Tensor delay = Tensor.scalar(0);
        for (int step = 0; step < 50; step++) {
            Tensor gradient = Gradients.grad((Tensor d) -> {
                Tensor moved = Gather.gather(template, Tensor.range(8).minus(d), Interpolation.bSpline(), Boundary.zero());
                return moved.minus(heard).square().sum();
            }).apply(delay);
            delay = delay.minus(gradient.times(0.02));
        }
        // end: delay
        assertEquals(0.4, delay.item(), 1e-6);
    }

    @Test
    void inverse() {
        // begin: inverse
        Tensor phase = Tensor.of(0, 0.2, 0.7, 1.1, 1.6);                        // in cycles, at samples 0 to 4
        Tensor aCycleLater = Inverse.inverse(phase, Tensor.of(0.1, 0.3).plus(1));   // 3, 3.4
        // end: inverse
        assertArrayEquals(new double[] {3, 3.4}, aCycleLater.toArray(), 1e-12);
    }
}
