package org.foldgrad.pitch.optim;

import org.foldgrad.autodiff.Tensor;

/** The last good point of a running minimiser, and the way to it. */
final class Progress {
    private final History history = new History();
    private final long started = System.nanoTime();
    private final String minimiser;
    private final double[] last;
    private double[][] memory = {};
    private long step;
    private double loss = Double.NaN;
    private long evaluations;

    /** For the minimiser of that name. */
    Progress(String minimiser, double[] start) {
        this.minimiser = minimiser;
        this.last = start.clone();
    }

    /** Notes a point; false if its loss or gradient is not finite, and then it is not kept. */
    boolean reached(long steps, double value, double[] gradient, double[] x, double[][] vectors, long cost) {
        evaluations += cost;
        if (!Double.isFinite(value) || !Norms.finite(gradient)) {
            return false;
        }
        double moved = 0;
        for (int i = 0; i < x.length; i++) {
            moved += (x[i] - last[i]) * (x[i] - last[i]);
        }
        history.add(new History.Row(steps, value, Norms.euclidean(gradient), Math.sqrt(moved), evaluations,
            (System.nanoTime() - started) * 1e-9));
        System.arraycopy(x, 0, last, 0, x.length);
        step = steps;
        loss = value;
        keep(vectors);
        return true;
    }

    /** Copies {@code vectors}, which are all of one length, to where those of the last point were if there are as many. */
    private void keep(double[][] vectors) {
        if (memory.length != vectors.length) {
            memory = Moments.copy(vectors);
        } else {
            for (int i = 0; i < vectors.length; i++) {
                System.arraycopy(vectors[i], 0, memory[i], 0, vectors[i].length);
            }
        }
    }

    History history() {
        return history;
    }

    Minimum ended(String reason) {
        return minimum(reason, false);
    }

    Minimum diverged(long steps, double value) {
        return diverged(steps, Double.isFinite(value) ? "the gradient is not finite" : "the loss is " + value);
    }

    /** {@code refusal}: why the loss would not take the point; thrown on if it was the first one. */
    Minimum refused(long steps, IllegalArgumentException refusal) {
        if (history.size() == 0) {
            throw refusal;
        }
        return diverged(steps, refusal.getMessage());
    }

    private Minimum minimum(String reason, boolean diverged) {
        return new Minimum(Tensor.of(last), loss, reason, diverged, history, new Snapshot(minimiser, step, last, memory));
    }

    private Minimum diverged(long steps, String what) {
        String kept = history.size() == 0 ? "the start itself is bad: give another one" : "the point of step " + history.last().step()
            + " is kept";
        return minimum("step " + steps + ": " + what + "; " + kept, true);
    }
}
