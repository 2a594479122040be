package org.foldgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.kernel.emit.Program;
import org.foldgrad.autodiff.kernel.emit.Sink;

/**
 * The sum over all elements of an elementwise operation, in one pass: s = sum over i of f(x0[i], x1[i], ...).
 *
 * <p>The cotangent of a sum is one number, so the gradient is known but for a factor while the sum is being computed. Where the derivatives
 * share costly functions with the value they are computed in the same pass and kept; else the VJP computes them when it is asked.
 */
final class MapSum extends Op {
    private final Elementwise f;
    private final Elementwise recomputing;
    private final boolean keeps;
    private final Launcher sums;

    MapSum(Elementwise f) {
        super("sum." + f.name());
        this.f = f;
        this.recomputing = f.recomputing();
        this.keeps = f.arity() <= Long.SIZE / 2 && !new Program(List.of(f.compiled()), List.of(Sink.SUM), f.arity(), 0).isArithmetic();
        this.sums = new Launcher(this::program);
    }

    /** The sum; and for each kept input the partial derivative, itself summed where the input is a scalar. */
    private Program program(long key) {
        List<Expr> outputs = new ArrayList<>(List.of(f.compiled()));
        List<Sink> sinks = new ArrayList<>(List.of(Sink.SUM));
        for (int i = 0; i < f.arity(); i++) {
            if (keeps && (key >>> f.arity() + i & 1) != 0) {
                outputs.add(recomputing.guardedPartial(i));
                sinks.add((key >>> i & 1) != 0 ? Sink.SUM : Sink.WRITE);
            }
        }
        return new Program(outputs, sinks, f.arity(), key & (1L << f.arity()) - 1);
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Shape shape = f.shapeOf(in);
        long key = Launcher.scalars(in, shape);
        Tensor[] kept = new Tensor[in.length];
        List<Tensor> out = new ArrayList<>();
        out.add(work.empty(Shape.scalar(), in[0].dtype()));
        for (int i = 0; i < in.length; i++) {
            if (keeps && work.isWatched(i) && f.differentiableIn(i)) {
                kept[i] = work.emptyGradient(i);
                out.add(kept[i]);
                key |= 1L << f.arity() + i;
            }
        }
        sums.run(key, in, out.toArray(Tensor[]::new), shape.size());
        if (out.size() > 1) {
            work.keep(kept);
        }
        return out.getFirst();
    }

    @Override
    protected boolean differentiableIn(int i) {
        return f.differentiableIn(i);
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        Tensor[] kept = into.kept();
        if (f == Catalogue.IDENTITY && into.addRepeated(0, cotangent)) {
            return;
        }
        if (kept == null) {
            Tensor[] operands = Arrays.copyOf(in, in.length + 2);
            operands[in.length] = largest(in);
            operands[in.length + 1] = cotangent;
            into.addElementwise(recomputing, operands);
        } else if (cotangent.item() != 0) {
            for (int i = 0; i < in.length; i++) {
                if (kept[i] != null && cotangent.item() == 1) {
                    into.add(i, kept[i]);
                } else if (kept[i] != null) {
                    into.add(i, Catalogue.MUL, kept[i], cotangent);
                }
            }
        }
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        return (f == Catalogue.IDENTITY ? tangents[0] : recomputing.jvp(in, largest(in), tangents)).sum();
    }

    /** An input that stands in for the shape of f's elements, which were not stored. */
    private static Tensor largest(Tensor[] in) {
        for (Tensor t : in) {
            if (!t.shape().isScalar()) {
                return t;
            }
        }
        return in[0];
    }
}
