package org.foldgrad.pitch.optim;

import java.util.ArrayList;
import java.util.List;

/** What happened, one row for each point visited. */
public final class History {
    /**
     * One point on the way.
     *
     * @param step         steps taken to reach it
     * @param loss         the loss there
     * @param gradientNorm Euclidean norm of its gradient or of the estimate
     * @param stepSize     Euclidean length of the step that led to it; 0 at the start
     * @param evaluations  loss evaluations so far, a gradient counting as the estimator says
     * @param seconds      time since the start
     */
    public record Row(long step, double loss, double gradientNorm, double stepSize, long evaluations, double seconds) {
    }

    private final List<Row> rows = new ArrayList<>();
    private final List<Double> best = new ArrayList<>();

    History() {
    }

    void add(Row row) {
        best.add(rows.isEmpty() ? row.loss : Math.min(best.getLast(), row.loss));
        rows.add(row);
    }

    /** The rows in order. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Number of rows. */
    public int size() {
        return rows.size();
    }

    /** The last row. */
    public Row last() {
        return rows.getLast();
    }

    /** The least loss among the first {@code count} rows. */
    double best(int count) {
        return best.get(count - 1);
    }

    /** Column {@code loss}. */
    public double[] losses() {
        return rows.stream().mapToDouble(Row::loss).toArray();
    }

    /** Comma-separated values with a header: {@code step,loss,gradient_norm,step_size,evaluations,seconds}. */
    public String toCsv() {
        StringBuilder csv = new StringBuilder("step,loss,gradient_norm,step_size,evaluations,seconds\n");
        for (Row r : rows) {
            csv.append(r.step).append(',').append(r.loss).append(',').append(r.gradientNorm).append(',').append(r.stepSize).append(',')
                .append(r.evaluations).append(',').append(r.seconds).append('\n');
        }
        return csv.toString();
    }
}
