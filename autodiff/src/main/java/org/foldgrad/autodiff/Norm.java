package org.foldgrad.autodiff;

import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Expr.Relation;

/**
 * √(sum of x²) along an axis, which stays with size 1. Where the squares overflow, or are too small to be exact, that line is summed again in units of
 * its largest element.
 */
final class Norm extends Op {
    /** x / y g, 0 where y = 0: the norm has no slope at the origin, and 0 is its subgradient of least length. The quotient never leaves [-1, 1]. */
    private static final Elementwise PULL = Elementwise.ternary("norm.vjp",
            (x, y, g) -> Expr.select(Relation.EQ, y, Expr.zero(), Expr.zero(), x.over(y).times(g)));

    private final int axis;

    Norm(int axis) {
        super("norm");
        this.axis = axis;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Tensor x = in[0];
        Axis a = Axis.of(name(), x.shape(), axis);
        Tensor squares = Reduce.sum(x.square(), axis, true);
        Tensor norm = squares.sqrt();
        // below, the smallest squares that count have lost digits
        double exact = x.dtype() == DType.F64 ? 0x1p-900 : 0x1p-90;
        Tensor largest = null;
        for (int i = 0; i < norm.size() && a.n() > 0; i++) {
            if (!(squares.at(i) >= exact && squares.at(i) < Double.POSITIVE_INFINITY)) {
                largest = largest == null ? Reduce.max(Ops.abs(x), axis, true) : largest;
                double scaled = scaled(x, i / a.inner() * a.n() * a.inner() + i % a.inner(), a.n(), a.inner(), largest.at(i));
                switch (x.dtype()) {
                    case F64 -> norm.doubles()[i] = scaled;
                    case F32 -> norm.floats()[i] = (float) scaled;
                }
            }
        }
        return norm;
    }

    /** The norm of n elements, from number {@code first} on, in units of a power of two near the largest of their magnitudes. */
    private static double scaled(Tensor x, int first, int n, int stride, double largest) {
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double unit = Math.scalb(1.0, Math.max(Math.getExponent(largest), Double.MIN_EXPONENT));
        double sum = 0;
        for (int k = 0; k < n; k++) {
            double part = x.at(first + k * stride) / unit;
            sum += part * part;
        }
        return unit * Math.sqrt(sum);
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        into.add(0, PULL, in[0], alongside(in[0], out), alongside(in[0], cotangent));
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        return Reduce.sum(PULL.on(in[0], alongside(in[0], out), tangents[0]), axis, true);
    }

    /** {@code line}, one number for each line of x, for each of their elements. */
    private static Tensor alongside(Tensor x, Tensor line) {
        return line.size() == 1 ? line.reshape() : line.broadcastTo(x.shape().toArray());
    }
}
