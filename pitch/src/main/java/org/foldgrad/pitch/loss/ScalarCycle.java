package org.foldgrad.pitch.loss;

/** {@link CycleLoop} one point at a time, anywhere: the audio is mirrored past its ends. */
final class ScalarCycle implements CycleLoop {
    private final double[] rows;
    private final int top;
    private final int points;

    ScalarCycle(PiecewiseCubic signal, int points) {
        this.rows = signal.rows();
        this.top = signal.top();
        this.points = points;
    }

    @Override
    public void run(double t, double cycle, double[] work) {
        boolean inside = t >= cycle && t + cycle <= top;
        for (int lane = 0; lane < LANES; lane++) {
            double sum = 0;
            double moved = 0;
            double stretched = 0;
            for (int j = lane; j < points; j += LANES) {
                double u = (j + 0.5) / points;
                double after = t + u * cycle;
                double before = after - cycle;
                double afterSign = 1;
                double beforeSign = 1;
                if (!inside) {
                    afterSign = after > top ? -1 : 1;
                    after = top - Math.abs(top - after);
                    beforeSign = before < 0 ? -1 : 1;
                    before = Math.abs(before);
                }
                int p = 4 * (int) after;
                int q = 4 * (int) before;
                double s = after - (int) after;
                double r = before - (int) before;
                double d = rows[p] + s * (rows[p + 1] + s * (rows[p + 2] + s * rows[p + 3]))
                    - (rows[q] + r * (rows[q + 1] + r * (rows[q + 2] + r * rows[q + 3])));
                double afterSlope = afterSign * (rows[p + 1] + s * (2 * rows[p + 2] + s * (3 * rows[p + 3])));
                double beforeSlope = beforeSign * (rows[q + 1] + r * (2 * rows[q + 2] + r * (3 * rows[q + 3])));
                sum += d * d;
                moved += d * (afterSlope - beforeSlope);
                stretched += d * (u * afterSlope + (1 - u) * beforeSlope);
            }
            work[lane] = sum;
            work[LANES + lane] = moved;
            work[2 * LANES + lane] = stretched;
        }
    }
}
