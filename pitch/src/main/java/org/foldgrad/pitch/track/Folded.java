package org.foldgrad.pitch.track;

/** A stretch of voice beside itself some cycles later, as sums from which the correlation over any part of it can be read. */
final class Folded {
    private final Channel channel;
    private final int origin;
    private final double floor;
    private final double[] xy;
    private final double[] yy;

    /**
     * @param fold   of the stretch
     * @param cycles later
     * @param origin sample at the stretch's start
     * @param length samples of the stretch
     * @param floor  power below which a fold does not count
     */
    Folded(Channel channel, Fold fold, int cycles, int origin, int length, double floor) {
        this.channel = channel;
        this.origin = origin;
        this.floor = floor;
        Residuals residuals = new Residuals(1, length);
        int count = fold.residuals(cycles, residuals);
        xy = new double[length + 1];
        yy = new double[length + 1];
        for (int s = 0; s < length; s++) {
            double a = channel.sample(origin + s);
            double b = s < count ? a + residuals.e()[s] : 0;
            xy[s + 1] = xy[s] + a * b;
            yy[s + 1] = yy[s] + b * b;
        }
    }

    /** Of the samples {@code from} to {@code to}, counted from the stretch's start. */
    double correlation(double from, double to) {
        int a = (int) Math.max(0, Math.min(xy.length - 1, Math.rint(from)));
        int b = (int) Math.max(0, Math.min(xy.length - 1, Math.rint(to)));
        if (b <= a) {
            return 0;
        }
        double least = floor * (b - a);
        return (xy[b] - xy[a]) / Math.sqrt((channel.energy(origin + a, origin + b) + least) * (yy[b] - yy[a] + least));
    }
}
