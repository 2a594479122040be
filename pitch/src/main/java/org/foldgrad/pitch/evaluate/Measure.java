package org.foldgrad.pitch.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * One figure of a score and how it is averaged over clips; clips where it is not finite are left out.
 *
 * @param name   short name, as the head of a column
 * @param unit   "%" for shares (kept as 0 to 1, printed times 100), else "cents" or "ms"
 * @param median whether the average is the median over clips rather than the mean
 * @param value  the figure of one clip
 * @param counts which clips enter the average
 */
public record Measure<S>(String name, String unit, boolean median, ToDoubleFunction<S> value, Predicate<S> counts) {
    static <S> Measure<S> share(String name, ToDoubleFunction<S> value) {
        return mean(name, "%", value);
    }

    static <S> Measure<S> mean(String name, String unit, ToDoubleFunction<S> value) {
        return new Measure<>(name, unit, false, value, score -> true);
    }

    static <S> Measure<S> median(String name, String unit, ToDoubleFunction<S> value) {
        return new Measure<>(name, unit, true, value, score -> true);
    }

    Measure<S> over(Predicate<S> counts) {
        return new Measure<>(name, unit, median, value, counts);
    }

    /** The figure of one clip. */
    public double of(S score) {
        return value.applyAsDouble(score);
    }

    /** The average over clips; NaN if no clip counts. */
    public double average(Collection<S> scores) {
        double[] values = scores.stream().filter(counts).mapToDouble(value).filter(Double::isFinite).toArray();
        return median ? Statistics.median(values) : Statistics.mean(values);
    }

    /** In the unit it is printed in: shares in per cent. */
    public double shown(double value) {
        return unit.equals("%") ? 100 * value : value;
    }

    /** As printed, by C and Python too: two decimals, half to even, shares in per cent; "-" where there is no value. */
    public String text(double value) {
        double shown = shown(value);
        if (!Double.isFinite(shown)) {
            return Double.isNaN(shown) ? "-" : Double.toString(shown);
        }
        return new BigDecimal(shown).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
