package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.Cotangents;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.Workspace;
import org.foldgrad.autodiff.kernel.taps.Edge;
import org.foldgrad.autodiff.kernel.taps.SplineLoops;

/** The coefficients of the cubic B-spline through each row of [..., N], stored with a margin at both ends: linear in the rows. */
final class SplineOp extends Op {
    private final Edge edge;

    SplineOp(Edge edge) {
        super("splineCoefficients");
        this.edge = edge;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Shape rows = in[0].shape();
        int size = rows.dim(-1);
        int stride = size + 2 * SplineLoops.MARGIN;
        if (size == 0) {
            return work.zeros(rows.with(-1, stride), in[0].dtype());
        }
        Tensor out = work.empty(rows.with(-1, stride), in[0].dtype());
        Object from = Sampling.array(in[0]);
        Object to = Sampling.array(out);
        SplineLoops<Object> loops = SplineLoops.of(from);
        for (int row = 0, at = 0; at < out.size(); row += size, at += stride) {
            loops.coefficients(edge, from, row, size, to, at);
        }
        return out;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        into.add(0, new Adjoint(edge, in[0].shape()), cotangent);
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        return on(tangents[0]);
    }

    /** The transpose: from gradients by coefficients to gradients by samples. */
    private static final class Adjoint extends Op {
        private final Edge edge;
        private final Shape rows;

        Adjoint(Edge edge, Shape rows) {
            super("splineCoefficientsAdjoint");
            this.edge = edge;
            this.rows = rows;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Tensor out = work.zeros(rows, in[0].dtype());
            int size = rows.dim(-1);
            if (out.size() == 0) {
                return out;
            }
            int stride = size + 2 * SplineLoops.MARGIN;
            Tensor scratch = work.empty(in[0].shape(), in[0].dtype());
            Object cotangent = Sampling.array(scratch);
            System.arraycopy(Sampling.array(in[0]), 0, cotangent, 0, in[0].size());
            Object to = Sampling.array(out);
            SplineLoops<Object> loops = SplineLoops.of(to);
            for (int row = 0, at = 0; row < out.size(); row += size, at += stride) {
                loops.adjoint(edge, to, row, size, cotangent, at);
            }
            return out;
        }

        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            into.add(0, new SplineOp(edge), cotangent);
        }

        @Override
        protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
            return on(tangents[0]);
        }
    }
}
