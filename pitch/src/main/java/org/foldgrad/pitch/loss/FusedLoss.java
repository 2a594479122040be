package org.foldgrad.pitch.loss;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.Cotangents;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.Workspace;

/**
 * A loss with a hand-written gradient as one operation. Where a gradient may be asked for it is computed along with the value, in one pass.
 * The VJP is the cotangent times the gradient, and the gradient is an operation in its turn, whose VJP is a Hessian-vector product: that
 * one is left to the loss recorded op by op.
 */
final class FusedLoss extends Op {
    private final ArrayLoss loss;
    private final Op gradient;

    /** The operation, as a function. */
    static UnaryOperator<Tensor> of(String name, ArrayLoss loss, UnaryOperator<Tensor> recorded) {
        return new FusedLoss(name, loss, recorded)::on;
    }

    private FusedLoss(String name, ArrayLoss loss, Function<Tensor, Tensor> recorded) {
        super(name);
        this.loss = loss;
        this.gradient = new GradientOf(name + "Gradient", loss, recorded);
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        if (!work.isWatched(0)) {
            return Tensor.scalar(loss.value(in[0].doubles()));
        }
        Tensor gradient = work.empty(in[0].shape(), DType.F64);
        double value = loss.valueAndGradient(in[0].doubles(), gradient.doubles());
        work.keep(gradient);
        return Tensor.scalar(value);
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        Tensor slope = into.kept() != null ? into.kept()[0] : gradient.on(in[0]);
        into.add(0, slope.times(cotangent));
    }

    private static final class GradientOf extends Op {
        private final ArrayLoss loss;
        private final Function<Tensor, Tensor> recorded;

        GradientOf(String name, ArrayLoss loss, Function<Tensor, Tensor> recorded) {
            super(name);
            this.loss = loss;
            this.recorded = recorded;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Tensor gradient = work.empty(in[0].shape(), DType.F64);
            loss.valueAndGradient(in[0].doubles(), gradient.doubles());
            return gradient;
        }

        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            into.add(0, Gradients.hvp(recorded, in[0], cotangent));
        }

        @Override
        protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
            return Gradients.hvp(recorded, in[0], tangents[0]);
        }
    }
}
