package org.foldgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.foldgrad.autodiff.Gradients.OnArrays;
import org.foldgrad.autodiff.Gradients.ValueAndGrad;
import org.junit.jupiter.api.Test;

class OnArraysTest {
    @Test
    void givesTheBitsThatTensorsGive() {
        for (int n : new int[] {1, 100, 3000}) {
            OnArrays onArrays = Gradients.onArrays(x -> x.tanh().times(x).sum());
            for (int k = 0; k < 3; k++) {
                double[] x = new Random(n + k).doubles(n, -2, 2).toArray();
                double[] gradient = new double[n];
                double value = onArrays.valueAndGrad(x, gradient);
                ValueAndGrad<Tensor> expected = Gradients.valueAndGrad((Tensor t) -> t.tanh().times(t).sum()).apply(Tensor.of(x));
                assertEquals(expected.value().item(), value);
                assertArrayEquals(expected.grad().toArray(), gradient);
            }
        }
    }

    @Test
    void aGradientThatIsZeroIsWritten() {
        double[] gradient = {7, 7};
        assertEquals(3, Gradients.onArrays(x -> Tensor.scalar(3).plus(x.stopGradient().sum().times(0))).valueAndGrad(new double[] {1, 2}, gradient));
        assertArrayEquals(new double[2], gradient);
    }

    @Test
    void refusesAGradientOfAnotherLength() {
        String message = assertThrows(AutodiffException.class, () -> Gradients.onArrays(Tensor::sum).valueAndGrad(new double[3], new double[2])).getMessage();
        assertEquals("onArrays: x has 3 numbers and the array for the gradient 2; their lengths must be equal", message);
    }

    /** The argument's memory is used again: one that was kept is refused, never silently another point. */
    @Test
    void anArgumentThatWasKeptIsRefusedAfterTheNextCall() {
        List<Tensor> seen = new ArrayList<>();
        OnArrays f = Gradients.onArrays(x -> {
            seen.add(x);
            seen.add(x.copy());
            return x.square().sum();
        });
        f.valueAndGrad(new double[] {1, 2}, new double[2]);
        f.valueAndGrad(new double[] {3, 4}, new double[2]);
        String message = assertThrows(AutodiffException.class, () -> seen.getFirst().toArray()).getMessage();
        assertTrue(message.contains("after its tape had ended"), message);
        assertArrayEquals(new double[] {1, 2}, seen.get(1).toArray());
    }

    @Test
    void goesOnAfterAnException() {
        OnArrays f = Gradients.onArrays(x -> {
            if (x.get(0) < 0) {
                throw new IllegalArgumentException("negative");
            }
            return x.sqrt().sum();
        });
        double[] gradient = new double[1];
        f.valueAndGrad(new double[] {1}, gradient);
        assertThrows(IllegalArgumentException.class, () -> f.valueAndGrad(new double[] {-1}, new double[1]));
        assertEquals(2, f.valueAndGrad(new double[] {4}, gradient));
        assertArrayEquals(new double[] {0.25}, gradient);
    }
}
