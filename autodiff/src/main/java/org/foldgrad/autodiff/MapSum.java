package org.foldgrad.autodiff;

import java.util.Arrays;
import java.util.List;
import org.foldgrad.autodiff.kernel.Program;
import org.foldgrad.autodiff.kernel.Sink;

/** The sum over all elements of an elementwise operation, in one pass: s = sum over i of f(x0[i], x1[i], ...). */
final class MapSum extends Op {
    private final Elementwise f;
    private final Elementwise recomputing;
    private final Launcher sums;

    MapSum(Elementwise f) {
        super("sum." + f.name());
        this.f = f;
        this.recomputing = f.recomputing();
        this.sums = new Launcher(mask -> new Program(List.of(f.compiled()), List.of(Sink.SUM), f.arity(), mask));
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Shape shape = f.shapeOf(in);
        Tensor sum = work.empty(Shape.scalar(), in[0].dtype());
        sums.run(Launcher.scalars(in, shape), in, new Tensor[] {sum}, shape.size());
        return sum;
    }

    @Override
    protected boolean differentiableIn(int i) {
        return f.differentiableIn(i);
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        // the elements of f were not stored: the derivatives compute them again, and an input stands in for their shape
        Tensor[] operands = Arrays.copyOf(in, in.length + 2);
        operands[in.length] = largest(in);
        operands[in.length + 1] = cotangent;
        into.addElementwise(recomputing, operands);
    }

    private static Tensor largest(Tensor[] in) {
        for (Tensor t : in) {
            if (!t.shape().isScalar()) {
                return t;
            }
        }
        return in[0];
    }
}
