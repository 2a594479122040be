package org.foldgrad.autodiff.check;

import java.util.List;
import java.util.Locale;

/**
 * The outcome of a {@link GradientCheck}.
 *
 * @param verdict  the worst of the findings' verdicts
 * @param findings one for each mode that was checked
 * @param seed     the seed of the directions and cotangents: the same seed repeats the check
 */
public record Report(Verdict verdict, List<Finding> findings, long seed) {
    /**
     * The outcome in one mode.
     *
     * @param mode       what was checked: "VJP", "JVP", ...
     * @param verdict    the verdict
     * @param order      the power of the step by which the Taylor remainder falls; NaN where none was measured
     * @param leftSlope  the slope of the function coming from the left, at the smallest step above rounding
     * @param rightSlope the slope of the function going to the right, at that step
     * @param claimed    the slope that the derivative gives in the same direction
     * @param detail     the reason in words, with the worst element or the operation that made a kink where these are known
     */
    public record Finding(String mode, Verdict verdict, double order, double leftSlope, double rightSlope, double claimed, String detail) {
        /** The same with another verdict and more detail. */
        Finding as(Verdict verdict, String more) {
            return new Finding(mode, verdict, order, leftSlope, rightSlope, claimed, detail + more);
        }

        @Override
        public String toString() {
            String measured = Double.isNaN(claimed) ? "" : String.format(Locale.ROOT, "order %-6s slopes %.10g | %.10g, claimed %.10g: ",
                    Double.isNaN(order) ? "-" : String.format(Locale.ROOT, "%.2f", order), leftSlope, rightSlope, claimed);
            return String.format(Locale.ROOT, "%-22s %-13s %s%s", mode, verdict, measured, detail);
        }
    }

    /** Whether every finding is CORRECT, or a KINK with a derivative between its one-sided slopes. */
    public boolean passed() {
        return verdict == Verdict.CORRECT || verdict == Verdict.KINK;
    }

    /** The verdict, a line for each mode, and how to repeat the check. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(verdict.toString());
        for (Finding f : findings) {
            s.append("\n  ").append(f);
        }
        return s.append("\n  repeat with GradientCheck.of(f).seed(").append(seed).append("L).at(x)").toString();
    }
}
