package org.foldgrad.bench.work;

import java.util.SplittableRandom;

/** Reproducible inputs. */
public final class Inputs {
    /** The sizes at which growth is looked at. */
    public static final int[] DECADES = {100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private Inputs() {}

    /** {@code n} numbers evenly distributed over [low, high), always the same for the same arguments. */
    public static double[] uniform(int n, double low, double high, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            // rounded to float, so that float and double contenders read the same numbers
            x[i] = (float) random.nextDouble(low, high);
        }
        return x;
    }

    /** {@code n} increasing positions inside a signal of n + 16 samples, about one apart: the access pattern of a warped read. */
    public static double[] nearSequential(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 4 + i + random.nextDouble(-0.5, 0.5);
        }
        return x;
    }

    /** The same numbers as floats. */
    public static float[] floats(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    /** The same numbers as doubles. */
    public static double[] doubles(float[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i];
        }
        return y;
    }

    /** All the arrays one after the other. */
    public static double[] flat(double[]... parts) {
        int n = 0;
        for (double[] part : parts) {
            n += part.length;
        }
        double[] all = new double[n];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
