package org.foldgrad.autodiff.gather;

import java.io.IOException;
import java.util.Locale;
import org.foldgrad.docs.Page;
import org.junit.jupiter.api.Test;

/** The tables of docs/autodiff/gather.md: errors measured on sines beside their bounds. */
class GatherPageTest {
    private static final int[] SAMPLES_PER_PERIOD = {4, 8, 16, 32};
    private static final int PHASES = 32;
    private static final int STEPS = 64;

    @Test
    void theErrorTablesAreUpToDate() throws IOException {
        StringBuilder value = table();
        StringBuilder slope = table();
        for (Interpolation kernel : new Interpolation[] {Interpolation.linear(), Interpolation.catmullRom(), Interpolation.bSpline(),
                Interpolation.windowedSinc(8), Interpolation.windowedSinc()}) {
            String name = "| " + (kernel instanceof WindowedSinc ? "windowed sinc, " + kernel.support() + " taps" : kernel.getClass().getSimpleName());
            value.append(name);
            slope.append(name);
            for (int period : SAMPLES_PER_PERIOD) {
                double w = 2.0 * Math.PI / period;
                double[] worst = measured(kernel, w);
                Interpolation.Bound bound = kernel.bound(1.0 / period);
                value.append(cell(worst[0], bound.value()));
                slope.append(cell(worst[1] / w, bound.slope() / w));
            }
            value.append(" |\n");
            slope.append(" |\n");
        }
        Page.part("autodiff/gather.md", "value errors", value.toString());
        Page.part("autodiff/gather.md", "slope errors", slope.toString());
    }

    private static StringBuilder table() {
        StringBuilder head = new StringBuilder("\n| samples per period");
        StringBuilder rule = new StringBuilder("|---");
        for (int period : SAMPLES_PER_PERIOD) {
            head.append(" | ").append(period);
            rule.append("|---");
        }
        return head.append(" |\n").append(rule).append("|\n");
    }

    private static String cell(double measured, double bound) {
        return String.format(Locale.ROOT, " | %.1e (%.1e)", measured, bound);
    }

    private static double[] measured(Interpolation kernel, double w) {
        double[] worst = new double[2];
        for (int phase = 0; phase < PHASES; phase++) {
            double[] error = BoundTest.errors(kernel, new double[] {1.0}, new double[] {w}, new double[] {Math.PI * phase / PHASES},
                    BoundTest.grid(STEPS));
            worst[0] = Math.max(worst[0], error[0]);
            worst[1] = Math.max(worst[1], error[1]);
        }
        return worst;
    }
}
