package org.foldgrad.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looking into a computation: where a NaN came from, where gradients are cut, what was recorded. */
public final class Diagnostics {
    private static final ScopedValue<Boolean> ANOMALIES = ScopedValue.newInstance();

    private Diagnostics() {}

    /**
     * Runs {@code body} with every tape watching for NaN and infinity: the first operation that makes one from finite inputs, in a value, a
     * cotangent or a tangent, is refused by name and source line. It costs a pass over every value.
     *
     * @throws AutodiffException naming the operation and the line
     */
    public static <T> T detectAnomalies(Supplier<T> body) {
        return ScopedValue.where(ANOMALIES, true).call(body::get);
    }

    /** The trace of a new tape: none unless something is being diagnosed. */
    static Trace newTrace() {
        return ANOMALIES.isBound() ? new Trace(true) : null;
    }

    /**
     * A place where no gradient passes, though the loss depends on the parameters through it.
     *
     * @param op    the operation's name
     * @param input the number of the operation's input that passes none, -1 if none of them does
     * @param shape the shape of its value
     * @param line  the source line, {@code File.java:42}
     */
    public record Cut(String op, int input, Shape shape, String line) {
        @Override
        public String toString() {
            return op + " " + shape + " at " + line + (input < 0 ? " has no gradient" : " passes no gradient to its input " + input);
        }
    }

    /**
     * Every operation on the way from {@code x} to {@code f(x)} that passes no gradient, in the order computed: comparisons, rounding, the
     * condition of a selection; and in a gradient that {@code f} takes itself, a slope that does not change with its input. A {@code stopGradient} is
     * deliberate and leaves no trace. A part by {@link Gradients#checkpoint} or {@link Gradients#atOnce} is one operation, into which this does not
     * look: examine its function alone.
     */
    public static <P> List<Cut> gradientCuts(Function<P, Tensor> f, P x) {
        Tape tape = new Tape(new Trace(false));
        Tensor[] inputs = Trees.leaves(x);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = tape.watch(inputs[i]);
        }
        Tensor y = f.apply(Trees.with(x, inputs));
        if (y == null) {
            throw new AutodiffException("gradientCuts: the function gave null; a tensor is expected");
        }
        y = tape.seen(y);
        boolean[] leads = new boolean[tape.size()];
        if (y.tape() == tape) {
            leads[y.node()] = true;
        }
        List<Cut> cuts = new ArrayList<>();
        for (int k = tape.size() - 1; k >= 0; k--) {
            Tape.Node node = tape.node(k);
            if (!leads[k] || node.op() == null) {
                continue;
            }
            List<Cut> here = new ArrayList<>();
            if (!node.op().isDifferentiable()) {
                here.add(new Cut(node.op().name(), -1, node.out().shape(), tape.trace().line(k)));
            }
            for (int i = 0; i < node.in().length; i++) {
                Tensor in = node.in()[i];
                if (in.tape() == tape) {
                    leads[in.node()] = true;
                    if (!node.op().differentiableIn(i)) {
                        here.add(new Cut(node.op().name(), i, node.out().shape(), tape.trace().line(k)));
                    }
                }
            }
            cuts.addAll(0, here);
        }
        return cuts;
    }

    /** A tape that notes the source line and the time of each operation, for {@link Tape#explain}. */
    public static Tape tracedTape() {
        return new Tape(new Trace(false));
    }
}
