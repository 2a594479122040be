package org.foldgrad.pitch.track;

/**
 * A peak of the lattice between lags, by a parabola through three values.
 *
 * @param lag    samples
 * @param height fold correlation there
 */
record Peak(double lag, double height) {
    /**
     * Lags below which the parabola goes through values half a sample apart, since there strong harmonics make peaks as narrow as a lag or two: read
     * at whole lags, a peak half-way between two may be lower than that at twice its lag.
     */
    private static final int SHORT = 40;
    /** Lags beyond these that are needed to read between them. */
    private static final int MARGIN = 12;

    /** The peaks of one frame. */
    static final class Row {
        private final float[] r;
        private final int reach;
        /** At half lags from -reach on. */
        private final double[] half;

        /** {@code r} at lags 0, 1, 2 ...; to negative lags it is symmetric, as the two segments lie symmetrically about the frame. */
        Row(float[] r) {
            this.r = r;
            reach = Math.min(SHORT + MARGIN, r.length - 1);
            double[] whole = new double[2 * reach + 1];
            for (int lag = -reach; lag <= reach; lag++) {
                whole[reach + lag] = r[Math.abs(lag)];
            }
            half = Spline.doubled(whole);
        }

        double r(int lag) {
            return r[lag];
        }

        /** The least r at lags below {@code end}. */
        double lowest(int end) {
            float least = 1;
            for (int lag = 1; lag < end; lag++) {
                least = Math.min(least, r[lag]);
            }
            return least;
        }

        boolean isPeak(int lag) {
            return r[lag] >= r[lag - 1] && r[lag] > r[lag + 1];
        }

        /** r at the highest peak of the whole lags {@code first} to {@code last}, 0 if there is none. */
        double highest(int first, int last) {
            float most = 0;
            for (int lag = first; lag <= last; lag++) {
                most = isPeak(lag) ? Math.max(most, r[lag]) : most;
            }
            return Math.min(1, most);
        }

        /** The peak at a whole lag that is one. */
        Peak at(int lag) {
            if (lag + MARGIN > reach) {
                return between(lag, 1, r[lag - 1], r[lag], r[lag + 1]);
            }
            int at = 2 * (reach + lag);
            int j = half[at + 1] > half[at] ? at + 1 : at;
            j = half[at - 1] > half[j] ? at - 1 : j;
            return between(0.5 * j - reach, 0.5, half[j - 1], half[j], half[j + 1]);
        }

        private static Peak between(double lag, double step, double before, double here, double after) {
            double slope = 0.5 * (after - before);
            double bend = 2 * here - before - after;
            return new Peak(lag + step * slope / bend, Math.min(1, here + 0.5 * slope * slope / bend));
        }
    }
}
