package org.foldgrad.pitch.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LocalEnergyTest {
    @Test
    void anImpulseIsHeardAsFarBeforeAsBehind() {
        double[] audio = new double[100];
        audio[50] = 3;
        double[] weights = LocalEnergy.weights(audio, FoldOptions.defaults().withEnergyWindow(20).withEps(0));
        for (int n = 0; n < audio.length; n++) {
            assertEquals(Math.abs(n - 50) <= 10 ? 21 / (2 * 9.0) : 0, weights[n], 1e-12, "sample " + n);
        }
    }

    @Test
    void atTheEndsTheMeanIsOfWhatThereIs() {
        double[] audio = {1, 2, 3, 4};
        double[] weights = LocalEnergy.weights(audio, FoldOptions.defaults().withEnergyWindow(2).withEps(0));
        assertEquals(1 / (1.0 + 4), weights[0], 1e-12);
        assertEquals(3 / (2 * (1.0 + 4 + 9)), weights[1], 1e-12);
        assertEquals(1 / (9.0 + 16), weights[3], 1e-12);
    }

    @Test
    void aWindowOfZeroIsTheWhole() {
        double[] weights = LocalEnergy.weights(new double[] {1, 2, 3, 4}, FoldOptions.defaults().withEnergyWindow(0).withEps(0));
        for (double weight : weights) {
            assertEquals(4 / (2 * 30.0), weight, 1e-12);
        }
    }
}
