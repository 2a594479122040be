package org.foldgrad.pitch.optim;

import org.foldgrad.autodiff.Tensor;

/** The last good point of a running minimiser, and the way to it. */
final class Progress {
    private final History history = new History();
    private final long started = System.nanoTime();
    private double[] last;
    private Snapshot snapshot;
    private double loss = Double.NaN;
    private long evaluations;

    /** For the minimiser of that name. */
    Progress(String minimiser, double[] start) {
        last = start.clone();
        snapshot = new Snapshot(minimiser, 0, start, new double[0][]);
    }

    /** Notes a point; false if its loss or gradient is not finite, and then it is not kept. */
    boolean reached(long step, double value, double[] gradient, double[] x, double[][] memory, long cost) {
        evaluations += cost;
        if (!Double.isFinite(value) || !Norms.finite(gradient)) {
            return false;
        }
        double moved = 0;
        for (int i = 0; i < x.length; i++) {
            moved += (x[i] - last[i]) * (x[i] - last[i]);
        }
        history.add(new History.Row(step, value, Norms.euclidean(gradient), Math.sqrt(moved), evaluations,
            (System.nanoTime() - started) * 1e-9));
        last = x.clone();
        loss = value;
        snapshot = new Snapshot(snapshot.minimiser(), step, x, memory);
        return true;
    }

    History history() {
        return history;
    }

    Minimum ended(String reason) {
        return new Minimum(Tensor.of(last), loss, reason, false, history, snapshot);
    }

    Minimum diverged(long step, double value) {
        return diverged(step, Double.isFinite(value) ? "the gradient is not finite" : "the loss is " + value);
    }

    /** {@code refusal}: why the loss would not take the point; thrown on if it was the first one. */
    Minimum refused(long step, IllegalArgumentException refusal) {
        if (history.size() == 0) {
            throw refusal;
        }
        return diverged(step, refusal.getMessage());
    }

    private Minimum diverged(long step, String what) {
        String kept = history.size() == 0 ? "the start itself is bad: check its knots" : "the point of step " + history.last().step()
            + " is kept";
        return new Minimum(Tensor.of(last), loss, "step " + step + ": " + what + "; " + kept, true, history, snapshot);
    }
}
