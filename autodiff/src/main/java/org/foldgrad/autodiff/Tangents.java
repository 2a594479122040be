package org.foldgrad.autodiff;

import java.util.Arrays;
import java.util.List;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Substitute;
import org.foldgrad.autodiff.kernel.emit.Program;
import org.foldgrad.autodiff.kernel.emit.Sink;

/** An elementwise operation's tangent, the sum over its moving inputs of d y / d x_i t_i, in one pass over memory. */
final class Tangents {
    private final Elementwise f;
    private final Launcher sums = new Launcher(this::program);

    Tangents(Elementwise f) {
        this.f = f;
    }

    /** The tangent of {@code out}; inputs whose tangent is null do not move. */
    Tensor of(Tensor[] in, Tensor out, Tensor[] tangents) {
        int arity = f.arity();
        Tensor[] operands = Arrays.copyOf(in, 2 * arity + 1);
        operands[arity] = out;
        long moving = 0;
        for (int i = 0; i < arity; i++) {
            operands[arity + 1 + i] = tangents[i] == null ? in[i] : tangents[i];
            moving |= tangents[i] == null ? 0 : 1L << i;
        }
        if (!f.pullsBackAtOnce() || Tape.newest(operands) != null) {
            return termByTerm(in, out, tangents);
        }
        Tensor sum = Workspace.of(operands).empty(out.shape(), out.dtype());
        sums.run(Launcher.scalars(operands, out.shape()) << arity | moving, operands, new Tensor[] {sum}, out.size());
        return sum;
    }

    /** The same in operations that can be recorded. */
    private Tensor termByTerm(Tensor[] in, Tensor out, Tensor[] tangents) {
        int arity = f.arity();
        Tensor sum = null;
        for (int i = 0; i < arity; i++) {
            if (tangents[i] != null) {
                Tensor[] operands = Arrays.copyOf(in, arity + 2);
                operands[arity] = out;
                operands[arity + 1] = tangents[i];
                Tensor term = f.times(i).on(operands);
                sum = Op.sum(sum, term);
            }
        }
        return sum;
    }

    /** Of the inputs, the output and a tangent for each input. */
    private Program program(long key) {
        int arity = f.arity();
        Expr sum = null;
        for (int i = 0; i < arity; i++) {
            if ((key >>> i & 1) != 0) {
                Expr term = Substitute.in(f.guarded(i), Expr.input(arity + 1), Expr.input(arity + 1 + i));
                sum = sum == null ? term : sum.plus(term);
            }
        }
        return new Program(List.of(sum), List.of(Sink.WRITE), 2 * arity + 1, key >>> arity);
    }
}
