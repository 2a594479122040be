package org.foldgrad.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.foldgrad.autodiff.Cumulative;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Fourier;
import org.foldgrad.autodiff.Layout;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Products;
import org.foldgrad.autodiff.Reduce;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolation;
import org.foldgrad.autodiff.gather.Inverse;

/** The operations that are not elementwise; a line each. */
final class StructuredCases {
    private StructuredCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>(plain());
        List<Boundary> boundaries = List.of(Boundary.clamp(), Boundary.reflect(), Boundary.wrap(), Boundary.zero(), Boundary.strict());
        for (Interpolation kernel : List.of(Interpolation.linear(), Interpolation.catmullRom(), Interpolation.bSpline(), Interpolation.windowedSinc())) {
            for (Boundary boundary : boundaries) {
                // under Strict the positions, and the steps about them, stay inside
                double reach = boundary instanceof Boundary.Strict ? 0.9 : 1.9;
                cases.add(two("gather " + name(kernel) + " " + name(boundary),
                        (signal, x) -> Gather.gather(signal, x.to(DType.F64).times(reach).plus(3.47), kernel, boundary), Shape.of(8), Shape.of(5)));
            }
        }
        cases.add(two("inverse", (steps, v) -> Inverse.inverse(Cumulative.sum(Ops.exp(steps.times(0.2)), 0), v.to(DType.F64).plus(4)), Shape.of(8), Shape.of(5)));
        return cases;
    }

    private static String name(Object o) {
        return o.getClass().getSimpleName();
    }

    private static List<Case> plain() {
        return List.of(
                one("sum", Reduce::sum, 7),
                one("sum axis 1", x -> Reduce.sum(x, 1), 2, 3, 4),
                one("mean axis 0", x -> Reduce.mean(x, 0), 3, 4),
                one("prod", Reduce::prod, 5),
                one("prod axis 1", x -> Reduce.prod(x, 1, true), 2, 3, 2),
                one("max axis 1", x -> Reduce.max(x, 1), 3, 5),
                one("min", Reduce::min, 6),
                one("norm axis 1", x -> Reduce.norm(x, 1), 3, 4),
                one("var axis 0", x -> Reduce.var(x, 0), 4, 3),
                one("std", Reduce::std, 6),
                one("logSumExp axis 1", x -> Reduce.logSumExp(x, 1), 2, 5),
                one("softmax axis 1", x -> Reduce.softmax(x, 1), 2, 5),
                one("softmax axis 0", x -> Reduce.softmax(x, 0), 5, 2),
                one("logSoftmax axis 1", x -> Reduce.logSoftmax(x, 1), 2, 5),
                one("cumsum axis 0", x -> Cumulative.sum(x, 0), 6),
                one("cumprod axis 1", x -> Cumulative.prod(x, 1), 2, 4),
                two("recurrence", (a, b) -> Cumulative.recurrence(a, b, 0), Shape.of(5), Shape.of(5)),
                two("matmul", Products::matmul, Shape.of(3, 4), Shape.of(4, 2)),
                two("matmul batched", Products::matmul, Shape.of(2, 2, 3), Shape.of(2, 3, 2)),
                two("dot", Products::dot, Shape.of(6), Shape.of(6)),
                two("outer", Products::outer, Shape.of(3), Shape.of(4)),
                two("conv1d", Products::conv1d, Shape.of(1, 2, 9), Shape.of(3, 2, 4)),
                two("conv1d strided", (x, w) -> Products.conv1d(x, w, 2, 2, 2, 2), Shape.of(2, 4, 10), Shape.of(4, 2, 3)),
                one("reshape", x -> Layout.reshape(x, 3, 4), 2, 6),
                one("broadcastTo", x -> Layout.broadcastTo(x, 4, 3, 5), 3, 1),
                one("permute", x -> Layout.permute(x, 2, 0, 1), 2, 3, 2),
                one("slice", x -> Layout.slice(x, 0, 1, 9, 3), 10),
                one("flip", x -> Layout.flip(x, 1), 2, 3),
                one("pad", x -> Layout.pad(x, 0, 2, 1, 0.5), 4),
                two("concat", (a, b) -> Layout.concat(0, a, b), Shape.of(2, 3), Shape.of(4, 3)),
                two("stack", (a, b) -> Layout.stack(1, a, b), Shape.of(4), Shape.of(4)),
                one("take", x -> Layout.take(x, 0, 0, 3, 3, 1), 5),
                one("scatterAdd", x -> Layout.scatterAdd(x, 0, 4, 0, 3, 3, 1), 4),
                one("rfft", Fourier::rfft, 10),
                one("irfft", x -> Fourier.irfft(x, 9), 5, 2));
    }

    private static Case one(String name, Function<Tensor, Tensor> f, int... shape) {
        return Case.of(name, in -> f.apply(in[0]), Shape.of(shape));
    }

    /** A function of two tensors. */
    private interface Binary {
        Tensor apply(Tensor a, Tensor b);
    }

    private static Case two(String name, Binary f, Shape a, Shape b) {
        return Case.of(name, in -> f.apply(in[0], in[1]), a, b);
    }
}
