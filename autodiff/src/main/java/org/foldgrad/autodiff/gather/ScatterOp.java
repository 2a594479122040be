package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.Cotangents;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.Workspace;
import org.foldgrad.autodiff.kernel.taps.GatherLoops;
import org.foldgrad.autodiff.kernel.taps.Positions;
import org.foldgrad.autodiff.kernel.taps.TapGrid;

/** {@code g[..., n] = sum over i of c[..., i] h(x[i] - n)} for positions x and values c: the adjoint of {@link GatherOp} in the rows. */
final class ScatterOp extends Op {
    private final Sampling sampling;
    private final Shape rows;

    ScatterOp(Sampling sampling, Shape rows) {
        super("scatter" + "'".repeat(sampling.table().order()));
        this.sampling = sampling;
        this.rows = rows;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Tensor out = work.zeros(rows, in[1].dtype());
        accumulate(in, out);
        return out;
    }

    @Override
    protected boolean accumulate(Tensor[] in, Tensor sum) {
        Object from = Sampling.array(in[1]);
        Object to = Sampling.array(sum);
        GatherLoops<Object> loops = GatherLoops.of(to);
        TapGrid grid = sampling.grid(rows);
        Positions positions = Sampling.positions(in[0]);
        for (int row = 0, at = 0; at < in[1].size(); row += rows.dim(-1), at += in[0].size()) {
            loops.scatter(grid, to, row, positions, from, at);
        }
        return true;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        if (into.needs(0)) {
            into.add(0, Sampling.perPosition(new GatherOp(sampling.slope()).on(cotangent, in[0]).times(in[1]), in[0].shape()));
        }
        into.add(1, new GatherOp(sampling), cotangent, in[0]);
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        Tensor byValue = tangents[1] == null ? null : on(in[0], tangents[1]);
        Tensor byIndex = tangents[0] == null ? null : new ScatterOp(sampling.slope(), rows).on(in[0],
            in[1].times(tangents[0].to(in[1].dtype()).broadcastTo(in[1].shape().toArray())));
        return sum(byValue, byIndex);
    }
}
