package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.Catalogue;
import org.foldgrad.autodiff.Cotangents;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.Workspace;
import org.foldgrad.autodiff.kernel.Threads;
import org.foldgrad.autodiff.kernel.taps.GatherLoops;
import org.foldgrad.autodiff.kernel.taps.Positions;
import org.foldgrad.autodiff.kernel.taps.TapGrid;

/**
 * {@code y[..., i] = sum over n of row[..., n] h(x[i] - n)} for stored rows [..., n] and positions x of any shape. Its derivative by x is
 * the same operation with h', by the rows it is {@link ScatterOp}: derivatives of every order stay within the two.
 */
final class GatherOp extends Op {
    /** About how long reading a sample takes. */
    private static final double NANOS = 0.5;

    private final Sampling sampling;

    GatherOp(Sampling sampling) {
        super("gather" + "'".repeat(sampling.table().order()));
        this.sampling = sampling;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Shape rows = in[0].shape();
        Tensor index = in[1];
        check(rows, index);
        Tensor out = work.empty(rows.without(-1).then(index.shape()), in[0].dtype());
        Object from = Sampling.array(in[0]);
        Object to = Sampling.array(out);
        GatherLoops<Object> loops = GatherLoops.of(from);
        Positions positions = Sampling.positions(index);
        Tensor slopes = work.isWatched(1) ? work.empty(out.shape(), out.dtype()) : null;
        int n = index.size();
        Threads.runRows(n == 0 ? 0 : out.size() / n, n, NANOS * sampling.table().taps(), (row, first, end) -> {
            TapGrid grid = sampling.grid(rows);
            Positions part = positions.part(first, end);
            int at = row * n + first;
            if (slopes == null) {
                loops.gather(grid, from, row * rows.dim(-1), part, to, at);
            } else {
                loops.gatherWithSlopes(grid, sampling.slope().grid(rows), from, row * rows.dim(-1), part, to, Sampling.array(slopes), at);
            }
        });
        if (slopes != null) {
            work.keep(slopes);
        }
        return out;
    }

    private void check(Shape rows, Tensor index) {
        int size = sampling.samples(rows);
        if (index.dtype() != DType.F64) {
            throw error("the index of shape " + index.shape() + " is " + index.dtype() + ", but positions are f64 for signals of every type");
        }
        if (size == 0 && index.size() > 0) {
            throw error("the signal has no samples, but the index of shape " + index.shape() + " asks for some");
        }
        if (sampling.strict()) {
            double[] x = index.doubles();
            for (int i = 0; i < index.size(); i++) {
                if (x[i] < 0.0 || x[i] > size - 1) {
                    throw error("index " + x[i] + " (element " + i + " of shape " + index.shape() + ") is outside [0, " + (size - 1)
                            + "], the range of a signal of " + size + " samples; another boundary would continue the signal");
                }
            }
        }
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        into.add(0, new ScatterOp(sampling, in[0].shape()), in[1], cotangent);
        if (into.needs(1)) {
            Tensor slope = into.kept() == null ? slope(in) : into.kept()[0];
            if (out.dtype() == DType.F64 && out.shape().equals(in[1].shape())) {
                into.add(1, Catalogue.MUL, slope, cotangent); // straight to where the gradient is to be
            } else {
                into.add(1, Sampling.perPosition(slope.times(cotangent), in[1].shape()));
            }
        }
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        Tensor bySignal = tangents[0] == null ? null : on(tangents[0], in[1]);
        Tensor byIndex = tangents[1] == null ? null : slope(in).times(tangents[1].to(out.dtype()).broadcastTo(out.shape().toArray()));
        return sum(bySignal, byIndex);
    }

    private Tensor slope(Tensor[] in) {
        return new GatherOp(sampling.slope()).on(in);
    }
}
