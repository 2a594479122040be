package org.foldgrad.autodiff.kernel.emit;

import java.lang.constant.ClassDesc;

/** The combining tree of a sum's partial sums, called by plain loops. */
public final class Partials {
    static final ClassDesc CLASS = ClassDesc.of(Partials.class.getName());

    private Partials() {}

    /** The sum of partial sums, which are overwritten. */
    public static double combine(double[] partials) {
        for (int half = partials.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partials[i] += partials[i + half];
            }
        }
        return partials[0];
    }

    /** The sum of partial sums, which are overwritten. */
    public static float combine(float[] partials) {
        for (int half = partials.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partials[i] += partials[i + half];
            }
        }
        return partials[0];
    }
}
