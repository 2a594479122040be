package org.foldgrad.pitch.plot;

import java.util.Arrays;
import org.foldgrad.autodiff.check.SmoothnessReport;

/** Pictures of how smooth a loss is along a line. */
public final class SmoothnessPlot {
    private SmoothnessPlot() {}

    /** The loss along the line. */
    public static LinePlot slice(String title, SmoothnessReport report) {
        return new LinePlot(title, "distance along the direction", "loss").line("loss", report.t(), report.value());
    }

    /** Central differences against their step, beside the gradient where there is one: on a smooth loss they agree below some step. */
    public static LinePlot differences(String title, SmoothnessReport report) {
        LinePlot plot = new LinePlot(title, "step", "slope").logX().line("central difference", report.scales(), report.differences());
        if (!Double.isNaN(report.gradient())) {
            double[] gradient = new double[report.scales().length];
            Arrays.fill(gradient, report.gradient());
            plot.line("gradient", report.scales(), gradient);
        }
        return plot;
    }
}
