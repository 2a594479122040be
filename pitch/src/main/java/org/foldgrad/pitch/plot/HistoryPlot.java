package org.foldgrad.pitch.plot;

import java.util.function.ToDoubleFunction;
import org.foldgrad.pitch.optim.History;
import org.foldgrad.pitch.optim.History.Row;

/** Pictures of how a minimiser went down. */
public final class HistoryPlot {
    private HistoryPlot() {}

    /** Loss, gradient norm and step size against the step, on a logarithmic axis; what is not positive is left out. */
    public static LinePlot of(String title, History history) {
        LinePlot plot = new LinePlot(title, "step", "loss, gradient norm, step size").logY();
        add(plot, "loss", history, Row::loss);
        add(plot, "gradient norm", history, Row::gradientNorm);
        add(plot, "step size", history, Row::stepSize);
        return plot;
    }

    private static void add(LinePlot plot, String name, History history, ToDoubleFunction<Row> column) {
        double[] steps = history.rows().stream().filter(row -> column.applyAsDouble(row) > 0).mapToDouble(Row::step).toArray();
        if (steps.length > 0) {
            plot.line(name, steps, history.rows().stream().mapToDouble(column).filter(value -> value > 0).toArray());
        }
    }
}
