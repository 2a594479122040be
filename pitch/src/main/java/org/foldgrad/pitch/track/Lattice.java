package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Normalised fold correlation over (frame, lag):
 * r(t, L) = sum w(n - t) x(n - L/2) x(n + L/2) / sqrt(sum w x(n - L/2)^2 sum w x(n + L/2)^2).
 *
 * <p>It is 1 - the energy-normalised fold cost at equal energies, 1 for a perfect fold. Both segments lie symmetrically about the frame's
 * instant, so a moving pitch is read without a time offset. The products are summed once in short blocks (the inner loop runs over
 * lags) and the window, a raised cosine whose length follows the lag, weighs blocks: one pass over the samples serves every frame.
 */
final class Lattice {
    /** Blocks in a frame step. */
    static final int BLOCKS_PER_FRAME = 2;

    final int frames;
    final int step;
    final int minLag;
    final int maxLag;
    /** r[frame][lag - minLag]. */
    final float[][] r;
    /** Mean power about the frame's instant over the shortest window. */
    final double[] power;

    private Lattice(int frames, int step, int minLag, int maxLag) {
        this.frames = frames;
        this.step = step;
        this.minLag = minLag;
        this.maxLag = maxLag;
        this.r = new float[frames][];
        this.power = new double[frames];
    }

    /**
     * @param x          samples
     * @param block      samples in a block, two blocks to a frame step
     * @param minLag     smallest lag, samples
     * @param maxLag     largest lag, samples
     * @param halfWindow shortest half-length of the window, samples
     * @param periods    half-length of the window in lags, where that is longer
     * @param floor      power below which a fold does not count (mean square)
     */
    static Lattice of(double[] x, int block, int minLag, int maxLag, double halfWindow, double periods, double floor) {
        int step = BLOCKS_PER_FRAME * block;
        int frames = (x.length - 1) / step + 1;
        Lattice lattice = new Lattice(frames, step, minLag, maxLag);
        int lags = maxLag - minLag + 1;
        double longest = Math.max(halfWindow, periods * maxLag) + 0.5 * maxLag;
        int reach = (int) Math.ceil(longest / block) + 1;
        int blocks = frames * BLOCKS_PER_FRAME + 2 * reach;
        int origin = -reach * block;
        int padded = blocks * block + maxLag + 1;
        double[] z = new double[padded];
        System.arraycopy(x, 0, z, -origin, x.length);
        double[] energy = new double[padded + 1];
        for (int n = 0; n < padded; n++) {
            energy[n + 1] = energy[n] + z[n] * z[n];
        }
        float[][] products = new float[blocks][];
        double[] acc = new double[lags];
        for (int b = 0; b < blocks; b++) {
            products[b] = blockProducts(z, b * block, block, minLag, acc);
        }
        lattice.fold(products, energy, block, reach, halfWindow, periods, floor);
        return lattice;
    }

    private static float[] blockProducts(double[] z, int start, int block, int minLag, double[] acc) {
        Arrays.fill(acc, 0);
        int n = start;
        for (; n + 4 <= start + block; n += 4) {
            addFour(acc, z, n, minLag);
        }
        for (; n < start + block; n++) {
            addOne(acc, z, n, minLag);
        }
        float[] out = new float[acc.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) acc[i];
        }
        return out;
    }

    private static void addOne(double[] acc, double[] z, int n, int minLag) {
        double scale = z[n];
        int from = n + minLag;
        for (int i = 0; i < acc.length; i++) {
            acc[i] += scale * z[from + i];
        }
    }

    /** Four samples at a time: a sum is loaded and stored once for four products. */
    private static void addFour(double[] acc, double[] z, int n, int minLag) {
        double a = z[n];
        double b = z[n + 1];
        double c = z[n + 2];
        double d = z[n + 3];
        int from = n + minLag;
        for (int i = 0; i < acc.length; i++) {
            acc[i] += (a * z[from + i] + b * z[from + i + 1]) + (c * z[from + i + 2] + d * z[from + i + 3]);
        }
    }

    private void fold(float[][] products, double[] energy, int block, int reach, double halfWindow, double periods, double floor) {
        int lags = maxLag - minLag + 1;
        int offsets = 2 * reach + 1;
        float[][] weight = new float[offsets][lags];
        int[] first = new int[offsets];
        int[] last = new int[offsets];
        for (int j = 0; j < offsets; j++) {
            first[j] = lags;
            last[j] = -1;
            double centre = (j - reach + 0.5) * block - 0.5;
            for (int i = 0; i < lags; i++) {
                double lag = minLag + i;
                double half = Math.max(halfWindow, periods * lag);
                double u = (centre + 0.5 * lag) / half;
                if (Math.abs(u) < 1) {
                    weight[j][i] = (float) (0.5 + 0.5 * Math.cos(Math.PI * u));
                    first[j] = Math.min(first[j], i);
                    last[j] = i;
                }
            }
        }
        double[] xy = new double[lags];
        double[] xx = new double[lags];
        double[] yy = new double[lags];
        double[] ww = new double[lags];
        for (int k = 0; k < frames; k++) {
            Arrays.fill(xy, 0);
            Arrays.fill(xx, 0);
            Arrays.fill(yy, 0);
            Arrays.fill(ww, 0);
            for (int j = 0; j < offsets; j++) {
                int b = k * BLOCKS_PER_FRAME + j;
                if (last[j] < 0 || b >= products.length) {
                    continue;
                }
                int start = b * block;
                double here = energy[start + block] - energy[start];
                float[] w = weight[j];
                float[] p = products[b];
                int lagged = start + minLag;
                for (int i = first[j]; i <= last[j]; i++) {
                    xy[i] += w[i] * p[i];
                    xx[i] += w[i] * here;
                    yy[i] += w[i] * (energy[lagged + block + i] - energy[lagged + i]);
                    ww[i] += w[i];
                }
            }
            float[] row = new float[lags];
            for (int i = 0; i < lags; i++) {
                double least = floor * ww[i] * block;
                row[i] = (float) (xy[i] / Math.sqrt((xx[i] + least) * (yy[i] + least)));
            }
            r[k] = row;
            power[k] = 0.5 * (xx[0] + yy[0]) / (ww[0] * block);
        }
    }
}
