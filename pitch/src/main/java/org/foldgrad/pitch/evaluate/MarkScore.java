package org.foldgrad.pitch.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * How well pitch marks agree with reference ones (glottal closures, say), by larynx cycles: Naylor, Kounoudes, Gudnason and Brookes,
 * "Estimation of glottal closure instants in voiced speech using the DYPSA algorithm", IEEE TASLP 15(1), 2007.
 *
 * <p>Reference mark r_k owns the cycle from half-way to r_{k-1} to half-way to r_{k+1}; a neighbour 20 ms or more away, or none, puts that
 * border at 10 ms from r_k. A cycle is identified if it holds exactly one estimated mark e, missed with none, a false alarm with more.
 *
 * @param idr    share of cycles identified
 * @param miss   share missed
 * @param far    share of false alarms
 * @param ida    standard deviation in ms of the timing errors e - r_k of the identified cycles; NaN if there are none
 * @param bias   their median in ms, positive = late
 * @param within share of the identified within 0.25 ms once the bias is taken off
 * @param extra  estimated marks in no cycle, divided by the number of cycles
 * @param cycles number of reference marks
 */
public record MarkScore(double idr, double miss, double far, double ida, double bias, double within, double extra, int cycles) {
    /** What reports print, in their order. */
    public static final List<Measure<MarkScore>> MEASURES = List.of(
        Measure.share("IDR", MarkScore::idr), Measure.share("MISS", MarkScore::miss), Measure.share("FAR", MarkScore::far),
        Measure.share("A25", MarkScore::within), Measure.share("EXTRA", MarkScore::extra),
        Measure.mean("IDA", "ms", MarkScore::ida), Measure.mean("bias", "ms", MarkScore::bias));

    private static final double LONGEST_PERIOD = 0.02;
    private static final double CLOSE_MS = 0.25;

    /**
     * Scores marks.
     *
     * @param reference times in seconds, in any order; equal ones count once
     * @param estimate  the same; may be empty
     * @throws IllegalArgumentException if the reference has no marks
     */
    public static MarkScore of(double[] reference, double[] estimate) {
        double[] r = distinct(reference);
        double[] e = distinct(estimate);
        if (r.length == 0) {
            throw new IllegalArgumentException("the reference has no pitch marks, so nothing can be scored against it");
        }
        double[] errors = new double[r.length];
        int identified = 0;
        int missed = 0;
        int inCycles = 0;
        for (int k = 0; k < r.length; k++) {
            int first = countBelow(e, r[k] - (k == 0 ? LONGEST_PERIOD / 2 : half(r[k] - r[k - 1])));
            int end = countBelow(e, r[k] + (k == r.length - 1 ? LONGEST_PERIOD / 2 : half(r[k + 1] - r[k])));
            if (end - first == 1) {
                errors[identified++] = (e[first] - r[k]) * 1000;
            }
            missed += end == first ? 1 : 0;
            inCycles += end - first;
        }
        double[] found = Arrays.copyOf(errors, identified);
        double bias = Statistics.median(found);
        double cycles = r.length;
        long close = Arrays.stream(found).filter(x -> Math.abs(x - bias) <= CLOSE_MS).count();
        return new MarkScore(identified / cycles, missed / cycles, (r.length - identified - missed) / cycles, Statistics.deviation(found), bias,
            close / (double) identified, (e.length - inCycles) / cycles, r.length);
    }

    private static double half(double period) {
        return period < LONGEST_PERIOD ? period / 2 : LONGEST_PERIOD / 2;
    }

    private static double[] distinct(double[] times) {
        return Arrays.stream(times).sorted().distinct().toArray();
    }

    /** How many of the sorted times are below {@code limit}. */
    private static int countBelow(double[] times, double limit) {
        int found = Arrays.binarySearch(times, limit);
        return found < 0 ? -found - 1 : found;
    }
}
