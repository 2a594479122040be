package org.foldgrad.pitch.loss;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.foldgrad.autodiff.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What cannot work is refused in a sentence that names it. */
class BadInputTest {
    private static final double[] AUDIO = new double[1000];
    private static final FoldOptions OPTIONS = FoldOptions.defaults();

    private static void refused(String naming, Executable what) {
        String message = assertThrows(IllegalArgumentException.class, what).getMessage();
        assertTrue(message.contains(naming), message);
    }

    @Test
    void options() {
        refused("eps", () -> OPTIONS.withEps(-1));
        refused("eps", () -> OPTIONS.withEps(Double.NaN));
        refused("folds", () -> OPTIONS.withFolds(-1));
        refused("folds", () -> OPTIONS.withFolds(0));
        refused("quadrature", () -> OPTIONS.withQuadrature(0));
        refused("decimation", () -> OPTIONS.withDecimation(0));
        refused("knot 1", () -> OPTIONS.withVoicing(0, 2));
        refused("3 values for 4 knots", () -> new PhaseFold(AUDIO, 4, OPTIONS.withVoicing(1, 1, 1)));
    }

    @Test
    void audio() {
        refused("no samples", () -> new DiscreteFold(new double[0]));
        refused("no samples", () -> new WalkFold(new double[0], 2, 1, OPTIONS));
        refused("no samples", () -> new PhaseFold(new double[0], 2, 1, OPTIONS));
        double[] broken = AUDIO.clone();
        broken[7] = Double.NaN;
        refused("sample 7", () -> new DiscreteFold(broken));
        refused("sample 7", () -> new PhaseFold(broken, 4, OPTIONS));
        refused("cut-off", () -> LowPass.apply(AUDIO, 0));
    }

    @Test
    void knots() {
        DiscreteFold discrete = new DiscreteFold(AUDIO);
        refused("at least 2 knots", () -> discrete.value(new double[] {6}));
        refused("at least 2 knots", () -> discrete.value(new double[0]));
        refused("knot 1", () -> discrete.value(new double[] {6, Double.NaN}));
        refused("knot 0", () -> discrete.value(new double[] {0.5, 6}));
        refused("knot 1", () -> discrete.value(new double[] {6, 9.1}));
        PhaseFold phase = new PhaseFold(AUDIO, 2, OPTIONS);
        WalkFold walk = new WalkFold(AUDIO, 2, OPTIONS);
        refused("at least 2 knots", () -> new PhaseFold(AUDIO, 1, OPTIONS));
        refused("do not fit", () -> new PhaseFold(AUDIO, 11, 101, OPTIONS));
        refused("knot 1", () -> phase.loss(Tensor.of(6, Double.NaN)));
        refused("knot 0", () -> phase.recorded(Tensor.of(0.5, 6)));
        refused("knot 1", () -> walk.loss(Tensor.of(6, 9.1)));
        refused("[3]", () -> walk.recorded(Tensor.of(6, 6, 6)));
        refused("shape [2, 3]", () -> discrete.loss(Tensor.of(new double[] {6, 6, 6, 6, 6, 6}, 2, 3)));
    }

    @Test
    void otherAudio() {
        Tensor theta = Tensor.of(6, 6);
        for (Tensor other : new Tensor[] {Tensor.zeros(999), Tensor.zeros(1001), Tensor.zeros(2, 500)}) {
            refused(other.shape() + ", the loss was made for [1000]", () -> new PhaseFold(AUDIO, 2, OPTIONS).recorded(theta, other));
            refused(other.shape() + ", the loss was made for [1000]", () -> new WalkFold(AUDIO, 2, OPTIONS).recorded(theta, other));
        }
    }
}
