package org.foldgrad.autodiff.gather;

import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.kernel.taps.Edge;
import org.foldgrad.autodiff.kernel.taps.Positions;
import org.foldgrad.autodiff.kernel.taps.SplineLoops;
import org.foldgrad.autodiff.kernel.taps.TapGrid;
import org.foldgrad.autodiff.kernel.taps.TapTable;

/**
 * What reading and its adjoint share: weights, continuation, and how rows are stored.
 *
 * @param table  the weights, or a derivative of them
 * @param edge   what stands beyond the stored rows
 * @param margin entries that a stored row has more than samples, at each end
 * @param strict whether positions outside the samples are refused
 */
record Sampling(TapTable table, Edge edge, int margin, boolean strict) {
    /** Straight lines, the outer ones going on for ever. */
    static final Sampling LINES = new Sampling(Linear.TABLE, Edge.EXTEND, 0, false);

    static Sampling of(Interpolation interpolation, Boundary boundary) {
        return new Sampling(Tables.of(interpolation), edge(boundary), interpolation instanceof BSpline ? SplineLoops.MARGIN : 0,
                boundary instanceof Boundary.Strict);
    }

    static Edge edge(Boundary boundary) {
        return switch (boundary) {
            case Boundary.Clamp c -> Edge.CLAMP;
            case Boundary.Reflect r -> Edge.REFLECT;
            case Boundary.Strict s -> Edge.REFLECT;
            case Boundary.Wrap w -> Edge.WRAP;
            case Boundary.Zero z -> Edge.ZERO;
        };
    }

    /** The sampling that reads the slope of what this one reads. */
    Sampling slope() {
        return new Sampling(table.derivative(), edge, margin, strict);
    }

    /** Samples in a stored row. */
    int samples(Shape rows) {
        return rows.dim(-1) - 2 * margin;
    }

    TapGrid grid(Shape rows) {
        return new TapGrid(table, edge, samples(rows), margin);
    }

    static Positions positions(Tensor index) {
        return new Positions(index.doubles(), index.size());
    }

    /** The tensor's array. */
    static Object array(Tensor t) {
        return t.dtype() == DType.F64 ? t.doubles() : t.floats();
    }

    /** {@code x} of shape [..., index] summed over all but the axes of the index, f64. */
    static Tensor perPosition(Tensor x, Shape index) {
        Tensor wide = x.to(DType.F64);
        if (x.shape().rank() == index.rank()) {
            return wide;
        }
        return wide.reshape(index.size() == 0 ? 0 : x.size() / index.size(), index.size()).sum(0).reshape(index.toArray());
    }
}
