package org.foldgrad.pitch.track;

import java.util.Arrays;

/**
 * Normalised fold correlation over (frame, lag):
 * r(t, L) = sum w(n - t) x(n - L/2) x(n + L/2) / sqrt(sum w x(n - L/2)^2 sum w x(n + L/2)^2), a frame every {@link Signal#STEP} samples.
 *
 * <p>It is 1 - the energy-normalised fold cost at equal energies, 1 for a perfect fold. Both segments lie symmetrically about the frame's
 * instant, so a moving pitch is read without a time offset. The sound is brought to one {@link Level} before. The products are summed once in
 * short blocks (the inner loop runs over lags) and the window, a raised cosine whose length follows the lag, weighs blocks: one pass over the
 * samples serves every frame.
 */
final class Lattice {
    /** Half-length of the shortest window, samples: 16 ms. */
    private static final double HALF_WINDOW = 0.016 * Signal.RATE;
    /** Half-length of the window in periods, where that is longer. */
    private static final double HALF_WINDOW_PERIODS = 1.0;
    private static final int BLOCKS_PER_FRAME = 2;
    private static final int BLOCK = Signal.STEP / BLOCKS_PER_FRAME;

    final int frames;
    /** The periods looked for, samples. */
    final double shortest;
    final double longest;
    /** Power below which a fold does not count, and what brings each sample to one level. */
    final double floor;
    final double[] gain;
    private final int maxLag;
    /** r of each frame, from lag 0 on: the shortest lags are no pitch's, but what lies between others is read from them too. */
    final Peak.Row[] rows;

    /**
     * @param x        samples
     * @param shortest shortest period looked for, samples
     * @param longest  longest period looked for, samples
     * @param floor    power below which a fold does not count (mean square)
     */
    Lattice(double[] x, double shortest, double longest, double floor) {
        this.shortest = shortest;
        this.longest = longest;
        this.floor = floor;
        maxLag = (int) Math.ceil(longest) + 1;
        frames = (x.length - 1) / Signal.STEP + 1;
        rows = new Peak.Row[frames];
        double farthest = halfWindow(maxLag) + 0.5 * maxLag;
        int reach = (int) Math.ceil(farthest / BLOCK) + 1;
        int blocks = frames * BLOCKS_PER_FRAME + 2 * reach;
        double[] z = new double[blocks * BLOCK + maxLag + 1];
        double[] energy = new double[z.length + 1];
        gain = Level.gain(x, floor);
        for (int n = 0; n < z.length; n++) {
            int m = n - reach * BLOCK;
            double g = gain[Math.max(0, Math.min(gain.length - 1, m))];
            z[n] = m >= 0 && m < x.length ? g * x[m] : 0;
            energy[n + 1] = energy[Math.max(0, n + 1 - Signal.STRIDE)] + z[n] * z[n] + g * g * floor;
        }
        float[][] products = new float[blocks][];
        float[][] energies = new float[blocks][];
        double[] sums = new double[maxLag + 1];
        for (int b = 0; b < blocks; b++) {
            products[b] = products(z, b * BLOCK, sums);
            energies[b] = energies(energy, b * BLOCK, sums.length);
        }
        fold(products, energies, energy, reach);
    }

    /** Half the length of the window at a lag, samples. */
    static double halfWindow(double lag) {
        return Math.max(HALF_WINDOW, HALF_WINDOW_PERIODS * lag);
    }

    /** sum of z(n) z(n + L) over a block, at every lag. */
    private static float[] products(double[] z, int start, double[] sums) {
        Arrays.fill(sums, 0);
        for (int n = start; n < start + BLOCK; n += 4 * Signal.STRIDE) {
            addFour(sums, z, n);
        }
        float[] out = new float[sums.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) sums[i];
        }
        return out;
    }

    /** Four samples at a time: a sum is loaded and stored once for four products. */
    private static void addFour(double[] sums, double[] z, int n) {
        double a = z[n];
        double b = z[n + Signal.STRIDE];
        double c = z[n + 2 * Signal.STRIDE];
        double d = z[n + 3 * Signal.STRIDE];
        for (int i = 0; i < sums.length; i++) {
            int m = n + i;
            sums[i] += (a * z[m] + b * z[m + Signal.STRIDE]) + (c * z[m + 2 * Signal.STRIDE] + d * z[m + 3 * Signal.STRIDE]);
        }
    }

    /** sum of z(n + L)^2 over a block, at every lag. */
    private static float[] energies(double[] energy, int start, int lags) {
        float[] sums = new float[lags];
        for (int i = 0; i < lags; i++) {
            int n = start + i;
            sums[i] = (float) (energy[n + BLOCK] - energy[n]);
        }
        return sums;
    }

    private void fold(float[][] products, float[][] energies, double[] energy, int reach) {
        int lags = maxLag + 1;
        int offsets = 2 * reach + 1;
        float[][] weight = new float[offsets][lags];
        int[] first = new int[offsets];
        int[] last = new int[offsets];
        for (int j = 0; j < offsets; j++) {
            first[j] = lags;
            last[j] = -1;
            double centre = (j - reach + 0.5) * BLOCK - 0.5;
            for (int i = 0; i < lags; i++) {
                double u = (centre + 0.5 * i) / halfWindow(i);
                if (Math.abs(u) < 1) {
                    weight[j][i] = (float) (0.5 + 0.5 * Math.cos(Math.PI * u));
                    first[j] = Math.min(first[j], i);
                    last[j] = i;
                }
            }
        }
        float[] xy = new float[lags];
        float[] xx = new float[lags];
        float[] yy = new float[lags];
        for (int k = 0; k < frames; k++) {
            Arrays.fill(xy, 0);
            Arrays.fill(xx, 0);
            Arrays.fill(yy, 0);
            for (int j = 0; j < offsets; j++) {
                int b = k * BLOCKS_PER_FRAME + j;
                float here = (float) (energy[(b + 1) * BLOCK] - energy[b * BLOCK]);
                float[] w = weight[j];
                float[] p = products[b];
                float[] q = energies[b];
                for (int i = first[j]; i <= last[j]; i++) {
                    xy[i] += w[i] * p[i];
                    xx[i] += w[i] * here;
                    yy[i] += w[i] * q[i];
                }
            }
            float[] r = new float[lags];
            for (int i = 0; i < lags; i++) {
                r[i] = (float) (xy[i] / Math.sqrt((double) xx[i] * yy[i]));
            }
            rows[k] = new Peak.Row(r);
        }
    }
}
