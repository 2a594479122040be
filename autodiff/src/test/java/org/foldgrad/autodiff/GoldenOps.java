package org.foldgrad.autodiff;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolation;

/** The operations by the names that the golden cases use. */
final class GoldenOps {
    /** An operation on a case's inputs with its attributes. */
    @FunctionalInterface
    interface GoldenOp {
        Tensor apply(Tensor[] x, JsonNode attrs);
    }

    /** A reduction along an axis. */
    @FunctionalInterface
    private interface Reduction {
        Tensor apply(Tensor x, int axis, boolean keepDims);
    }

    private static final Map<String, UnaryOperator<Tensor>> UNARY = Map.ofEntries(entry("neg", Ops::neg), entry("exp", Ops::exp),
            entry("expm1", Ops::expm1), entry("sin", Ops::sin), entry("cos", Ops::cos), entry("tanh", Ops::tanh),
            entry("sigmoid", Ops::sigmoid), entry("softplus", Ops::softplus), entry("abs", Ops::abs), entry("square", Ops::square),
            entry("relu", Ops::relu), entry("atan", Ops::atan), entry("exp2", Ops::exp2), entry("sinh", Ops::sinh),
            entry("cosh", Ops::cosh), entry("erf", Ops::erf), entry("log", Ops::log), entry("log1p", Ops::log1p),
            entry("sqrt", Ops::sqrt), entry("rsqrt", Ops::rsqrt), entry("reciprocal", Ops::reciprocal), entry("log2", Ops::log2),
            entry("tan", Ops::tan), entry("asin", Ops::asin), entry("acos", Ops::acos), entry("transpose", Layout::transpose));

    private static final Map<String, BinaryOperator<Tensor>> BINARY = Map.ofEntries(entry("add", Ops::add), entry("sub", Ops::sub),
            entry("mul", Ops::mul), entry("div", Ops::div), entry("maximum", Ops::maximum), entry("minimum", Ops::minimum),
            entry("atan2", Ops::atan2), entry("hypot", Ops::hypot), entry("pow", Ops::pow), entry("matmul", Products::matmul),
            entry("dot", Products::dot), entry("outer", Products::outer), entry("broadcast-mul", (a, b) -> like(a, b).times(like(b, a))),
            entry("broadcast-add", (a, b) -> like(a, b).plus(like(b, a))));

    private static final Map<String, GoldenOp> OTHERS = Map.ofEntries(
            entry("clamp", (x, a) -> Ops.clamp(x[0], a.get("min").asDouble(), a.get("max").asDouble())),
            entry("where", (x, a) -> Ops.where(numbers(a.get("condition"), x[0]), x[0], x[1])),
            entry("sum", reduction(Reduce::sum, Reduce::sum)), entry("mean", reduction(Reduce::mean, Reduce::mean)),
            entry("amax", reduction(Reduce::max, Reduce::max)), entry("amin", reduction(Reduce::min, Reduce::min)),
            entry("prod", reduction(Reduce::prod, Reduce::prod)), entry("l2norm", reduction(Reduce::norm, Reduce::norm)),
            entry("logsumexp", reduction(Reduce::logSumExp, Reduce::logSumExp)), entry("var", reduction(Reduce::var, Reduce::var)),
            entry("softmax", (x, a) -> Reduce.softmax(x[0], axis(a))), entry("logsoftmax", (x, a) -> Reduce.logSoftmax(x[0], axis(a))),
            entry("cumsum", (x, a) -> Cumulative.sum(x[0], axis(a))), entry("flip", (x, a) -> Layout.flip(x[0], axis(a))),
            entry("permute", (x, a) -> Layout.permute(x[0], integers(a.get("axes")))),
            entry("reshape", (x, a) -> Layout.reshape(x[0], integers(a.get("shape")))),
            entry("concat", (x, a) -> Layout.concat(axis(a), x)), entry("stack", (x, a) -> Layout.stack(axis(a), x)),
            entry("slice", (x, a) -> Layout.slice(x[0], axis(a), a.get("start").asInt(), a.get("stop").asInt(), a.get("step").asInt())),
            entry("take", (x, a) -> Layout.take(x[0], 0, integers(a.get("index")))),
            entry("scatter_add", (x, a) -> Layout.scatterAdd(x[0], 0, a.get("size").asInt(), integers(a.get("index")))),
            entry("conv1d", (x, a) -> Products.conv1d(x[0], x[1], a.path("stride").asInt(1), a.path("padding").asInt(0), 1, 1)),
            entry("gather-linear", (x, a) -> Gather.gather(x[0], x[1], Interpolation.linear(), Boundary.clamp())),
            entry("gather-catmull-rom", (x, a) -> Gather.gather(x[0], x[1], Interpolation.catmullRom(), Boundary.clamp())));

    /** Every operation by name; a case of another operation is skipped. */
    static final Map<String, GoldenOp> BY_NAME = all();

    private GoldenOps() {}

    /** The type of input {@code i} when the case is run in {@code dtype}: positions are f64 for signals of every type. */
    static DType dtype(String name, int i, DType dtype) {
        return name.startsWith("gather-") && i == 1 ? DType.F64 : dtype;
    }

    private static Map<String, GoldenOp> all() {
        Map<String, GoldenOp> all = new HashMap<>(OTHERS);
        UNARY.forEach((name, op) -> all.put(name, (x, a) -> op.apply(x[0])));
        BINARY.forEach((name, op) -> all.put(name, (x, a) -> op.apply(x[0], x[1])));
        return all;
    }

    private static GoldenOp reduction(UnaryOperator<Tensor> whole, Reduction along) {
        return (x, a) -> a.has("axis") ? along.apply(x[0], axis(a), a.get("keepdim").asBoolean()) : whole.apply(x[0]);
    }

    /** {@code a} broadcast as far as it takes to match {@code b}: axes count from the last, those of size 1 or missing are repeated. */
    private static Tensor like(Tensor a, Tensor b) {
        int rank = Math.max(a.shape().rank(), b.shape().rank());
        int[] shape = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int m = i > a.shape().rank() ? 1 : a.shape().dim(-i);
            int n = i > b.shape().rank() ? 1 : b.shape().dim(-i);
            shape[rank - i] = m == 1 ? n : m;
        }
        return a.broadcastTo(shape);
    }

    private static int axis(JsonNode attrs) {
        return attrs.get("axis").asInt();
    }

    private static int[] integers(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asInt();
        }
        return values;
    }

    private static Tensor numbers(JsonNode array, Tensor like) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return Tensor.of(values, like.shape().toArray()).to(like.dtype());
    }
}
