package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Cotangents;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.Workspace;
import org.foldgrad.autodiff.kernel.taps.InverseLoops;

/**
 * The inverse of a strictly increasing table T[0..N-1] read by straight lines: the position x with {@code T(x) = v}.
 *
 * <p>By the implicit function theorem {@code dx/dv = 1 / T'(x)} and {@code dx/dT[n] = -h(x - n) / T'(x)}, h the triangle of {@link Linear};
 * at a knot T' is the right-hand slope, at the last sample the left-hand one. Values outside the table are found on its first and last
 * line, prolonged, so positions below 0 and above N-1 are possible; NaN gives NaN.
 */
public final class Inverse {
    private Inverse() {}

    /**
     * The position at which {@code table} takes each of {@code values}. Sorted values cost O(N + their number).
     *
     * @param table  [N], N at least 2, strictly increasing, f32 or f64
     * @param values any shape, f64
     * @return positions in samples, of the values' shape, f64
     * @throws AutodiffException if the table is not of rank 1, too short, or not strictly increasing, or the values are not f64
     */
    public static Tensor inverse(Tensor table, Tensor values) {
        return new Lookup().on(table, values);
    }

    private static final class Lookup extends Op {
        Lookup() {
            super("inverse");
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Shape shape = in[0].shape();
            if (shape.rank() != 1 || shape.size() < 2) {
                throw error("the table has shape " + shape + ", but must be [N] with at least 2 samples");
            }
            if (in[1].dtype() != DType.F64) {
                throw error("the values of shape " + in[1].shape() + " are " + in[1].dtype() + ", but must be f64, as positions are");
            }
            Object table = Sampling.array(in[0]);
            InverseLoops<Object> loops = InverseLoops.of(table);
            int k = loops.firstDescent(table, shape.size());
            if (k >= 0) {
                throw error("the table must be strictly increasing, but sample " + k + " is " + in[0].get(k) + " after " + in[0].get(k - 1));
            }
            Tensor out = work.empty(in[1].shape(), DType.F64);
            loops.positions(table, shape.size(), Sampling.positions(in[1]), Sampling.positions(out));
            return out;
        }

        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            Tensor slope = new GatherOp(Sampling.LINES.slope()).on(in[0], out).to(DType.F64);
            Tensor byValue = cotangent.over(slope);
            into.add(1, byValue);
            into.add(0, new ScatterOp(Sampling.LINES, in[0].shape()), out, byValue.negate().to(in[0].dtype()));
        }

        @Override
        protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
            Tensor slope = new GatherOp(Sampling.LINES.slope()).on(in[0], out).to(DType.F64);
            if (tangents[0] == null) {
                return tangents[1].over(slope);
            }
            Tensor rise = new GatherOp(Sampling.LINES).on(tangents[0], out).to(DType.F64);
            return (tangents[1] == null ? rise.negate() : tangents[1].minus(rise)).over(slope);
        }
    }
}
