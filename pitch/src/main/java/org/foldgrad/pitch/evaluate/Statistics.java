package org.foldgrad.pitch.evaluate;

import java.util.Arrays;

/** Mean, median and standard deviation; NaN of nothing. */
public final class Statistics {
    private Statistics() {
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** The middle value, or the mean of the two middle ones. */
    public static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** sqrt(mean of (x - mean)^2): that of the values themselves, not an estimate for a population. */
    static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / values.length);
    }
}
