package org.foldgrad.autodiff.kernel;

import java.lang.constant.ClassDesc;

/** The combining tree of a sum's partial sums, called by emitted plain loops. */
final class Partials {
    static final ClassDesc CLASS = ClassDesc.of(Partials.class.getName());

    private Partials() {}

    static double combine(double[] partials) {
        for (int half = partials.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partials[i] += partials[i + half];
            }
        }
        return partials[0];
    }

    static float combine(float[] partials) {
        for (int half = partials.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partials[i] += partials[i + half];
            }
        }
        return partials[0];
    }
}
