package org.foldgrad.autodiff.kernel.emit;

import java.lang.constant.ClassDesc;

/** Sine and cosine of arguments too large for {@link Trigonometric}: rare, so called by the loops rather than inlined. */
final class Rescue {
    static final ClassDesc CLASS = ClassDesc.of(Rescue.class.getName());
    static final double LIMIT_64 = 0x1p30;
    static final float LIMIT_32 = 0x1p15f;

    private Rescue() {}

    static double sin(double x, double usual) {
        return Math.abs(x) < LIMIT_64 ? usual : StrictMath.sin(x);
    }

    static double cos(double x, double usual) {
        return Math.abs(x) < LIMIT_64 ? usual : StrictMath.cos(x);
    }

    static float sin(float x, float usual) {
        return Math.abs(x) < LIMIT_32 ? usual : (float) StrictMath.sin(x);
    }

    static float cos(float x, float usual) {
        return Math.abs(x) < LIMIT_32 ? usual : (float) StrictMath.cos(x);
    }

    /** The lanes of a vector of which at least one is too large; so too the next three. */
    static double[] sin(double[] x, double[] usual) {
        for (int l = 0; l < x.length; l++) {
            usual[l] = sin(x[l], usual[l]);
        }
        return usual;
    }

    static double[] cos(double[] x, double[] usual) {
        for (int l = 0; l < x.length; l++) {
            usual[l] = cos(x[l], usual[l]);
        }
        return usual;
    }

    static float[] sin(float[] x, float[] usual) {
        for (int l = 0; l < x.length; l++) {
            usual[l] = sin(x[l], usual[l]);
        }
        return usual;
    }

    static float[] cos(float[] x, float[] usual) {
        for (int l = 0; l < x.length; l++) {
            usual[l] = cos(x[l], usual[l]);
        }
        return usual;
    }
}
