package org.foldgrad.pitch.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The low-pass and the penalties against their formulas. */
class SmoothingTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.1})
    void theLowPassHasItsGainAndNoDelay(double cutoff) {
        for (double share : new double[] {0.5, 1, 2}) {
            double w = 2 * Math.PI * share * cutoff;
            double[] wave = new double[2001];
            for (int n = 0; n < wave.length; n++) {
                wave[n] = Math.cos(w * (n - 1000) + 0.4);
            }
            double[] smooth = LowPass.apply(wave, cutoff);
            double gain = Math.exp(-Math.log(2) / 2 * share * share);
            for (int n = 900; n < 1100; n++) {
                assertEquals(gain * wave[n], smooth[n], 1e-3);
            }
        }
    }

    /** What a kernel of length L leaves of a click is its weight there: the Gaussian over its area, of which 5 deviations miss 6e-7. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-9, 1e-300})
    void aKernelMayBeLongerThanTheAudio(double cutoff) {
        double deviation = Math.sqrt(Math.log(2)) / (2 * Math.PI * cutoff);
        double[] smooth = LowPass.apply(new double[] {0, 0, 0, 1}, cutoff);
        for (int n = 0; n < 4; n++) {
            double weight = Math.exp(-0.5 * Math.pow((3 - n) / deviation, 2)) / (deviation * Math.sqrt(2 * Math.PI));
            assertEquals(weight, smooth[n], 1e-6 * weight);
        }
    }

    @Test
    void stiffnessIsTheMeanSquareOfSecondDifferences() {
        assertEquals((9.0 + 36) / 2, Penalty.secondDifference(Tensor.of(1, 2, 6, 4)).item(), 1e-12);
        assertEquals(0, Penalty.secondDifference(Tensor.of(1, 3, 5, 7)).item(), 1e-12);
        assertEquals(0, Penalty.secondDifference(Tensor.of(1, 9)).item());
        assertEquals(Verdict.CORRECT, GradientCheck.of(Penalty::secondDifference).at(Tensor.of(1, 2, 6, 4)).verdict());
    }

    @Test
    void rangeIsTheMeanSquareOfWhatIsOutside() {
        assertEquals((4.0 + 1) / 4, Penalty.range(Tensor.of(3, 5, 6, 8), 5, 7).item(), 1e-12);
        assertEquals(Verdict.CORRECT, GradientCheck.of((Tensor t) -> Penalty.range(t, 5, 7)).at(Tensor.of(3, 5.5, 6, 8)).verdict());
        assertThrows(IllegalArgumentException.class, () -> Penalty.range(Tensor.of(3, 5), 7, 5));
    }
}
