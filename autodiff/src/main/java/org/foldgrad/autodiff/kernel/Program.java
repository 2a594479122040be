package org.foldgrad.autodiff.kernel;

import java.util.List;
import org.foldgrad.autodiff.expr.Expr;

/**
 * What an elementwise kernel computes: for each i, every expression on {@code in[0][i], in[1][i], ...}, each into its sink.
 *
 * <p>Bit k of {@code scalars} says that input k has a single element, read once and used for every i. Several expressions in one program
 * share their common subexpressions: the forward value and all partial derivatives of an operation can leave in one pass.
 *
 * <p>Sums have one order whatever the backend, vector width or thread: element i of the range goes to partial sum i mod 32, and the
 * partial sums are combined pairwise, 16 apart, then 8, 4, 2, 1.
 *
 * @param outputs the expressions
 * @param sinks   one for each expression
 * @param inputs  how many inputs there are
 * @param scalars the inputs that hold a single element, as a bit set
 */
public record Program(List<Expr> outputs, List<Sink> sinks, int inputs, long scalars) {
    public Program {
        outputs = List.copyOf(outputs);
        sinks = List.copyOf(sinks);
        if (outputs.size() != sinks.size()) {
            throw new IllegalArgumentException(outputs.size() + " expressions but " + sinks.size() + " sinks");
        }
    }

    /** Whether input {@code k} holds a single element. */
    public boolean isScalar(int k) {
        return (scalars >>> k & 1) != 0;
    }
}
