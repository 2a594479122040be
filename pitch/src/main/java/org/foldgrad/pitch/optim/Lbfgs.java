package org.foldgrad.pitch.optim;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;

/**
 * Limited-memory BFGS (Nocedal and Wright 2006, algorithms 7.4 and 7.5) with a strong-Wolfe line search; exact gradients. Trial steps to
 * where the loss is not defined are shortened.
 *
 * @param pairs how many past steps shape the metric
 * @param first length of the first trial step
 * @param stop  when to end
 */
public record Lbfgs(int pairs, double first, Stop stop) implements Minimiser {
    private static final String NAME = "L-BFGS";

    /** Refuses fewer than one pair and a first step that is not positive. */
    public Lbfgs {
        Checks.positive("the number of pairs", pairs);
        Checks.positive("the first step", first);
    }

    private record Pair(double[] s, double[] y) {
        static Pair between(double[] x, double[] g, double[] nextX, double[] nextG) {
            double[] s = new double[x.length];
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                s[i] = nextX[i] - x[i];
                y[i] = nextG[i] - g[i];
            }
            return new Pair(s, y);
        }

        double curvature() {
            return Norms.dot(s, y);
        }
    }

    @Override
    public Minimum minimise(Function<Tensor, Tensor> loss, Tensor start) {
        return run(loss, 0, start.toArray(), new ArrayDeque<>());
    }

    @Override
    public Minimum resume(Function<Tensor, Tensor> loss, Snapshot snapshot) {
        Deque<Pair> memory = new ArrayDeque<>();
        int n = snapshot.x().length;
        snapshot.check(NAME, snapshot.memory().length, 2 * n);
        for (double[] pair : snapshot.memory()) {
            memory.add(new Pair(Arrays.copyOf(pair, n), Arrays.copyOfRange(pair, n, 2 * n)));
        }
        return run(loss, snapshot.step(), snapshot.x(), memory);
    }

    private Minimum run(Function<Tensor, Tensor> loss, long step, double[] start, Deque<Pair> memory) {
        Gradients.OnArrays both = Gradients.onArrays(loss);
        LineSearch search = new LineSearch(x -> {
            double[] gradient = new double[x.length];
            try {
                return new LineSearch.Point(x, both.valueAndGrad(x, gradient), gradient);
            } catch (IllegalArgumentException outside) {
                if (x == start) {
                    throw outside;
                }
                return new LineSearch.Point(x, Double.NaN, gradient);
            }
        });
        Progress progress = new Progress(NAME, start);
        LineSearch.Point here = search.evaluate(start);
        while (progress.reached(step, here.value(), here.gradient(), here.x(), vectors(memory), search.takeCost())) {
            String reason = stop.reason(progress.history());
            if (reason != null) {
                return progress.ended(reason);
            }
            double[] direction = direction(here.gradient(), memory);
            double trial = memory.isEmpty() ? first / Norms.euclidean(here.gradient()) : 1;
            LineSearch.Point next = search.along(here, direction, trial);
            if (next == null) {
                return progress.ended("step " + step + ": no point along the search direction is better");
            }
            Pair pair = Pair.between(here.x(), here.gradient(), next.x(), next.gradient());
            if (pair.curvature() > 0) {
                memory.add(pair);
            }
            if (memory.size() > pairs) {
                memory.remove();
            }
            here = next;
            step++;
        }
        return progress.diverged(step, here.value());
    }

    /** The two-loop recursion: minus the inverse Hessian, as the pairs tell it, times the gradient. */
    private static double[] direction(double[] gradient, Deque<Pair> memory) {
        double[] q = gradient.clone();
        double[] alpha = new double[memory.size()];
        int k = memory.size();
        for (Iterator<Pair> newestFirst = memory.descendingIterator(); newestFirst.hasNext();) {
            Pair pair = newestFirst.next();
            alpha[--k] = Norms.dot(pair.s, q) / pair.curvature();
            addScaled(q, pair.y, -alpha[k]);
        }
        double scale = memory.isEmpty() ? 1 : memory.getLast().curvature() / Norms.dot(memory.getLast().y, memory.getLast().y);
        for (int i = 0; i < q.length; i++) {
            q[i] *= -scale;
        }
        for (Pair pair : memory) {
            double beta = -Norms.dot(pair.y, q) / pair.curvature();
            addScaled(q, pair.s, beta - alpha[k++]);
        }
        return q;
    }

    private static void addScaled(double[] a, double[] b, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] += factor * b[i];
        }
    }

    /** Each pair in one vector. */
    private static double[][] vectors(Deque<Pair> memory) {
        return memory.stream().map(pair -> DoubleStream.concat(Arrays.stream(pair.s), Arrays.stream(pair.y)).toArray()).toArray(double[][]::new);
    }
}
