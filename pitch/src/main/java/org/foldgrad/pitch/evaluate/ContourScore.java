package org.foldgrad.pitch.evaluate;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.foldgrad.pitch.track.Contour;

/**
 * How well an estimated contour agrees with a reference, by the measures of music transcription and of speech.
 *
 * <p>With the reference's and the estimate's voicing v, w (0 or 1) and cents c, d at the N frames of the reference (see below), e = d - c
 * and both c and d other than 0 where e is used:
 * <ul>
 * <li>RPA(τ) = Σ v·[|e| &lt; τ] / Σ v, raw pitch accuracy, whatever w;
 * <li>RCA(τ) = the same with e folded into one octave: |e| - 1200·⌊|e|/1200 + 1/2⌋;
 * <li>VR = Σ v·w / Σ v, voicing recall, 1 if nothing is voiced; VFA = Σ (1-v)·w / Σ (1-v), voicing false alarm, 0 if all is voiced;
 * <li>OA = (Σ v·w·[|e| &lt; τ] + Σ (1-v)·(1-w)) / N, overall accuracy;
 * <li>over the frames with v·w = 1: the median of |e|, the bias = the median of e, GPE = the share with |2^(e/1200) - 1| &gt; 0.2 (gross pitch
 *     errors), FPE = the standard deviation of e in the others (fine pitch error); NaN if there are none;
 * <li>FFE = (number of frames with v ≠ w + number of gross errors) / N, f0 frame error.
 * </ul>
 * An estimate is brought to the reference's times linearly in cents and its voicing by holding the frame before.
 *
 * <p>RPA to OA: Poliner et al., "Melody transcription from music audio: approaches and evaluation", IEEE TASLP 15(4), 2007, as computed by
 * {@code mir_eval.melody} (Raffel et al., ISMIR 2014). GPE: Rabiner et al., IEEE TASSP 24(5), 1976, at 20 %. FFE: Chu and Alwan, ICASSP 2009.
 *
 * @param rpa50     raw pitch accuracy within 50 cents
 * @param rpa25     the same within 25
 * @param rpa10     the same within 10
 * @param rca       raw chroma accuracy within the tolerance (50 cents unless told)
 * @param vr        voicing recall
 * @param vfa       voicing false alarm
 * @param oa        overall accuracy within the tolerance
 * @param median    median |error| in cents
 * @param bias      median error in cents, positive = too high
 * @param gpe20     share of gross pitch errors
 * @param fpe       standard deviation in cents of the errors that are not gross
 * @param ffe       f0 frame error
 * @param frames    N
 * @param voiced    Σ v
 * @param unvoiced  N - Σ v
 */
public record ContourScore(double rpa50, double rpa25, double rpa10, double rca, double vr, double vfa, double oa, double median, double bias,
                           double gpe20, double fpe, double ffe, int frames, int voiced, int unvoiced) {
    /** The usual tolerance: a quarter tone. */
    public static final double TOLERANCE_CENTS = 50;

    /** What reports print of scores with the usual tolerance. */
    public static final List<Measure<ContourScore>> MEASURES = measures(TOLERANCE_CENTS);

    private static final double GROSS = 0.2;

    /**
     * What reports print, in their order; medians are averaged by the median over clips, VFA over clips with unvoiced frames.
     *
     * @param tolerance cents, that the scores were made with; it is in the name of RCA
     */
    public static List<Measure<ContourScore>> measures(double tolerance) {
        String rca = "RCA" + BigDecimal.valueOf(tolerance).stripTrailingZeros().toPlainString();
        return List.of(
            Measure.share("RPA50", ContourScore::rpa50), Measure.share("RPA25", ContourScore::rpa25), Measure.share("RPA10", ContourScore::rpa10),
            Measure.share(rca, ContourScore::rca), Measure.share("VR", ContourScore::vr),
            Measure.share("VFA", ContourScore::vfa).over(score -> score.unvoiced() > 0), Measure.share("OA", ContourScore::oa),
            Measure.median("med", "cents", ContourScore::median), Measure.median("bias", "cents", ContourScore::bias),
            Measure.share("GPE20", ContourScore::gpe20), Measure.mean("FPE", "cents", ContourScore::fpe), Measure.share("FFE", ContourScore::ffe));
    }

    /** {@link #of(Contour, Contour, double)} with a tolerance of 50 cents. */
    public static ContourScore of(Contour reference, Contour estimate) {
        return of(reference, estimate, TOLERANCE_CENTS);
    }

    /**
     * Scores an estimate.
     *
     * @param tolerance cents below which an error is right, for {@link #rca} and {@link #oa}
     * @throws IllegalArgumentException if the reference has no frames or the tolerance is not positive
     */
    public static ContourScore of(Contour reference, Contour estimate, double tolerance) {
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("the tolerance must be a positive number of cents, but is " + tolerance);
        }
        Alignment a = Alignment.of(reference, estimate);
        int frames = a.cents().length;
        int voiced = (int) a.frames(true).count();
        int unvoiced = frames - voiced;
        long falseAlarms = a.frames(false).filter(i -> a.voiced()[i]).count();
        int[] inBoth = a.frames(true).filter(i -> a.voiced()[i]).toArray();
        double[] errors = a.errors(a.frames(true));
        double[] folded = Arrays.stream(errors).map(Math::abs).map(e -> e - 1200 * Math.floor(e / 1200 + 0.5)).toArray();
        double[] errorsInBoth = a.errors(Arrays.stream(inBoth));
        double[] fine = Arrays.stream(errorsInBoth).filter(e -> Math.abs(Math.pow(2, e / 1200) - 1) <= GROSS).toArray();
        long gross = errorsInBoth.length - fine.length;
        long missed = voiced - inBoth.length;
        return new ContourScore(
            share(within(errors, 50), voiced), share(within(errors, 25), voiced), share(within(errors, 10), voiced),
            share(within(folded, tolerance), voiced),
            voiced == 0 ? 1 : inBoth.length / (double) voiced, share(falseAlarms, unvoiced),
            (within(errorsInBoth, tolerance) + unvoiced - falseAlarms) / (double) frames,
            Statistics.median(Arrays.stream(errorsInBoth).map(Math::abs).toArray()), Statistics.median(errorsInBoth),
            gross / (double) errorsInBoth.length, Statistics.deviation(fine), (missed + falseAlarms + gross) / (double) frames,
            frames, voiced, unvoiced);
    }

    /**
     * RPA(τ) at any tolerances: see above.
     *
     * @return for each tolerance in cents, the share of voiced reference frames within it
     */
    public static double[] rawPitchAccuracy(Contour reference, Contour estimate, double... tolerances) {
        Alignment a = Alignment.of(reference, estimate);
        int voiced = (int) a.frames(true).count();
        double[] errors = a.errors(a.frames(true));
        return Arrays.stream(tolerances).map(t -> share(within(errors, t), voiced)).toArray();
    }

    private static long within(double[] errors, double tolerance) {
        return Arrays.stream(errors).filter(e -> Math.abs(e) < tolerance).count();
    }

    private static double share(long part, int whole) {
        return whole == 0 ? 0 : part / (double) whole;
    }
}
