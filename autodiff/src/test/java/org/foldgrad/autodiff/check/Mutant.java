package org.foldgrad.autodiff.check;

import static org.foldgrad.autodiff.Ops.exp;
import static org.foldgrad.autodiff.Ops.sin;

import java.util.List;
import java.util.function.Function;
import org.foldgrad.autodiff.Cumulative;
import org.foldgrad.autodiff.Custom;
import org.foldgrad.autodiff.Layout;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Products;
import org.foldgrad.autodiff.Reduce;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolation;

/**
 * A deliberate mistake: an operation with the right value and a wrong VJP.
 *
 * @param mistake what is wrong, in words
 */
record Mutant(String mistake, Case operation) {

    /** Mistakes of every kind that are made when gradients are written by hand. */
    static List<Mutant> all() {
        return List.of(
                unary("exp: sign", Ops::exp, (x, y, ct) -> ct.times(y).negate()),
                unary("square: factor 2 missing", Ops::square, (x, y, ct) -> ct.times(x)),
                unary("tanh: 1 - y for 1 - y²", Ops::tanh, (x, y, ct) -> ct.times(y.negate().plus(1))),
                unary("sin: slope of cos", Ops::sin, (x, y, ct) -> ct.times(sin(x))),
                unary("cos: sign", Ops::cos, (x, y, ct) -> ct.times(sin(x))),
                unary("sigmoid: factor 1 - y missing", Ops::sigmoid, (x, y, ct) -> ct.times(y)),
                unary("softplus: slope 1", Ops::softplus, (x, y, ct) -> ct),
                unary("erf: 1/√π for 2/√π", Ops::erf, (x, y, ct) -> ct.times(exp(x.square().negate())).over(Math.sqrt(Math.PI))),
                unary("gelu: density term dropped", Ops::gelu, (x, y, ct) -> ct.times(Ops.erf(x.times(Math.sqrt(0.5))).plus(1).times(0.5))),
                unary("relu: leaks below 0", Ops::relu, (x, y, ct) -> ct.times(Ops.where(Ops.less(x, zero()), Tensor.scalar(0.01), Tensor.scalar(1)))),
                unary("atan: 1 - x² for 1 + x²", Ops::atan, (x, y, ct) -> ct.over(x.square().negate().plus(1.5))),
                unary("exp: one part in a thousand too large", Ops::exp, (x, y, ct) -> ct.times(y).times(1.001)),
                unary("square: second derivative missing", Ops::square, (x, y, ct) -> ct.times(x.stopGradient()).times(2)),
                unary("tanh: second derivative's sign", Ops::tanh,
                        (x, y, ct) -> ct.times(x.tanh().square().negate().plus(1).stopGradient().times(2)).minus(ct.times(x.tanh().square().negate().plus(1)))),
                binary("mul: operands not exchanged", Ops::mul, (a, b, y, ct) -> pair(ct.times(a), ct.times(b))),
                binary("sub: second sign", Ops::sub, (a, b, y, ct) -> pair(ct, ct)),
                binary("hypot: not divided by the value", Ops::hypot, (a, b, y, ct) -> pair(ct.times(a), ct.times(b))),
                binary("maximum: both operands receive", Ops::maximum, (a, b, y, ct) -> pair(ct, ct)),
                binary("add: second operand forgotten", Ops::add, (a, b, y, ct) -> new Tensor[] {ct, null}),
                binary("atan2: operands exchanged", Ops::atan2, (a, b, y, ct) -> {
                    Tensor r = ct.over(a.square().plus(b.square()));
                    return pair(r.times(a).negate(), r.times(b));
                }),
                vector("scalar times vector: not summed over the broadcast", in -> in[0].times(in[1]),
                        (in, y, ct) -> pair(ct.times(in[1]), Layout.slice(ct.times(in[0]), 0, 0, 1).sum()), Shape.of(4), Shape.scalar()),
                vector("broadcastTo: summed over the wrong axis", in -> Layout.broadcastTo(in[0], 3, 3),
                        (in, y, ct) -> one(ct.sum(1)), Shape.of(3)),
                vector("mean: not divided", in -> Reduce.mean(in[0]), (in, y, ct) -> one(Layout.broadcastTo(ct, 5)), Shape.of(5)),
                vector("norm: not divided by the value", in -> Reduce.norm(in[0]), (in, y, ct) -> one(in[0].times(ct)), Shape.of(5)),
                vector("var: mean not subtracted", in -> Reduce.var(in[0]), (in, y, ct) -> one(in[0].times(ct).times(2.0 / 4)), Shape.of(5)),
                vector("max: every element receives", in -> Reduce.max(in[0]), (in, y, ct) -> one(Layout.broadcastTo(ct, 5)), Shape.of(5)),
                vector("softmax: sum term dropped", in -> Reduce.softmax(in[0], 0), (in, y, ct) -> one(y.times(ct)), Shape.of(5)),
                vector("logSoftmax: sum of cotangents dropped", in -> Reduce.logSoftmax(in[0], 0), (in, y, ct) -> one(ct.minus(exp(y))), Shape.of(5)),
                vector("prod: one factor too many", in -> Reduce.prod(in[0]), (in, y, ct) -> one(Layout.broadcastTo(ct.times(y), 4)), Shape.of(4)),
                vector("cumsum: summed forward", in -> Cumulative.sum(in[0], 0), (in, y, ct) -> one(Cumulative.sum(ct, 0)), Shape.of(5)),
                vector("cumsum: off by one", in -> Cumulative.sum(in[0], 0), (in, y, ct) -> one(reverseSum(ct).minus(ct)), Shape.of(5)),
                vector("flip: not flipped back", in -> Layout.flip(in[0], 0), (in, y, ct) -> one(ct), Shape.of(5)),
                vector("slice: off by one", in -> Layout.slice(in[0], 0, 1, 4), (in, y, ct) -> one(Layout.pad(ct, 0, 2, 0, 0)), Shape.of(5)),
                vector("pad: border term kept instead of dropped", in -> Layout.pad(in[0], 0, 1, 1, 0),
                        (in, y, ct) -> one(Layout.slice(ct, 0, 0, 4)), Shape.of(4)),
                vector("take: repeated index counted once", in -> Layout.take(in[0], 0, 1, 1, 2),
                        (in, y, ct) -> one(Layout.scatterAdd(Layout.slice(ct, 0, 1, 3), 0, 4, 1, 2)), Shape.of(4)),
                vector("matmul: second factor not transposed", in -> Products.matmul(in[0], in[1]),
                        (in, y, ct) -> pair(Products.matmul(ct, in[1]), Products.matmul(Layout.transpose(in[0]), ct)), Shape.of(3, 3), Shape.of(3, 3)),
                vector("matmul: factors in the wrong order", in -> Products.matmul(in[0], in[1]),
                        (in, y, ct) -> pair(Products.matmul(ct, Layout.transpose(in[1])), Products.matmul(ct, Layout.transpose(in[0]))),
                        Shape.of(3, 3), Shape.of(3, 3)),
                vector("permute: not inverted", in -> Layout.permute(in[0], 1, 2, 0), (in, y, ct) -> one(Layout.permute(ct, 1, 2, 0)), Shape.of(2, 2, 2)),
                vector("conv1d: kernel not reversed", in -> Products.conv1d(in[0], in[1]),
                        (in, y, ct) -> pair(Products.conv1d(Layout.pad(ct, 2, 2, 2, 0), in[1]), Products.conv1d(in[0], ct)),
                        Shape.of(1, 1, 6), Shape.of(1, 1, 3)),
                vector("gather: slope of the neighbouring interval", in -> read(in[0], in[1]),
                        (in, y, ct) -> pair(null, ct.times(read(in[0], in[1].plus(2)).minus(read(in[0], in[1].plus(1))))), Shape.of(9), Shape.of(3)),
                vector("gather: weights of the nearest sample only", in -> read(in[0], in[1]),
                        (in, y, ct) -> pair(Layout.pad(ct, 0, 3, 3, 0), null), Shape.of(9), Shape.of(3)),
                vector("exp: cotangent of the call before", in -> in[0].exp(), new Stale(), Shape.of(4)));
    }

    private static Tensor read(Tensor signal, Tensor x) {
        return Gather.gather(signal, x.times(0.8).plus(3.3), Interpolation.linear(), Boundary.clamp());
    }

    private static Tensor zero() {
        return Tensor.scalar(0);
    }

    private static Tensor reverseSum(Tensor x) {
        return Layout.flip(Cumulative.sum(Layout.flip(x, 0), 0), 0);
    }

    private static Tensor[] one(Tensor a) {
        return new Tensor[] {a};
    }

    private static Tensor[] pair(Tensor a, Tensor b) {
        return new Tensor[] {a, b};
    }

    /** A VJP that hands out what it was given the last time, as one that reuses its buffer too early. */
    private static final class Stale implements Custom.Vjp {
        private Tensor before = Tensor.zeros(4);

        @Override
        public Tensor[] apply(Tensor[] in, Tensor out, Tensor cotangent) {
            Tensor now = Tensor.of(cotangent.times(out).toArray(), 4);
            Tensor[] answer = one(before);
            before = now;
            return answer;
        }
    }

    private interface UnaryVjp {
        Tensor apply(Tensor x, Tensor y, Tensor ct);
    }

    private interface BinaryVjp {
        Tensor[] apply(Tensor a, Tensor b, Tensor y, Tensor ct);
    }

    private interface BinaryFunction {
        Tensor apply(Tensor a, Tensor b);
    }

    private static Mutant unary(String mistake, Function<Tensor, Tensor> f, UnaryVjp vjp) {
        return vector(mistake, in -> f.apply(in[0]), (in, y, ct) -> one(vjp.apply(in[0], y, ct)), Shape.of(4));
    }

    private static Mutant binary(String mistake, BinaryFunction f, BinaryVjp vjp) {
        return vector(mistake, in -> f.apply(in[0], in[1]), (in, y, ct) -> vjp.apply(in[0], in[1], y, ct), Shape.of(4), Shape.of(4));
    }

    private static Mutant vector(String mistake, Function<Tensor[], Tensor> f, Custom.Vjp vjp, Shape... shapes) {
        return new Mutant(mistake, Case.of(mistake, Custom.of("mutant", f, vjp)::on, shapes));
    }
}
