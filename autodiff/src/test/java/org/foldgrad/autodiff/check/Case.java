package org.foldgrad.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.foldgrad.autodiff.Catalogue;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Shape;
import org.foldgrad.autodiff.Tensor;

/**
 * An operation under test: a function of tensors of given shapes, with a map that brings any number into the operation's domain.
 *
 * @param name        as in the table
 * @param shapes      of the inputs; null for elementwise operations, whose inputs take the length of the data
 * @param arity       number of inputs
 * @param f           the operation
 * @param domain      from any number to one where the operation has a value
 * @param twice       whether it is twice differentiable almost everywhere
 */
record Case(String name, Shape[] shapes, int arity, Function<Tensor[], Tensor> f, DoubleUnaryOperator domain, boolean twice) {
    private static final DoubleUnaryOperator ANY = x -> x;
    private static final DoubleUnaryOperator POSITIVE = x -> Math.abs(x) + 0.05;
    private static final DoubleUnaryOperator WITHIN_ONE = x -> 0.98 * Math.tanh(x);
    private static final DoubleUnaryOperator ABOVE_ONE = x -> 1.02 + Math.abs(x);

    /** Every differentiable operation of the catalogue, then every structured one. */
    static List<Case> all() {
        List<Case> cases = new ArrayList<>(elementwise());
        cases.addAll(StructuredCases.all());
        return cases;
    }

    /** Three numbers may be ties, which are for elementwise operations only: elsewhere they would be many kinks at once. */
    static List<Case> suiting(double[] data) {
        return data.length > 3 ? all() : elementwise();
    }

    static List<Case> elementwise() {
        return Catalogue.all().stream().filter(Elementwise::isDifferentiable).map(Case::of).toList();
    }

    /** Nothing but the operation is needed, so a line in the catalogue is enough. */
    static Case of(Elementwise op) {
        return new Case(op.name(), null, op.arity(), formOf(op), domainOf(op.name()), true);
    }

    /** The operation on arguments for which it is continuous: a condition does not move, bounds are in order, no branch cut. */
    private static Function<Tensor[], Tensor> formOf(Elementwise op) {
        return switch (op.name()) {
            case "where" -> in -> op.on(Ops.less(in[0].stopGradient(), in[0].stopGradient().plus(1)), in[1], in[2]);
            case "atan2" -> in -> op.on(in[0], Ops.exp(in[1].times(0.1)));
            case "clamp" -> in -> op.on(in[0], in[1], in[1].plus(Ops.exp(in[2].times(0.1))));
            default -> op::on;
        };
    }

    /** Where an operation has a value; new ones are taken to have one everywhere, or to be refused where they have none. */
    private static DoubleUnaryOperator domainOf(String op) {
        return switch (op) {
            case "sqrt", "rsqrt", "log", "log2", "log10", "log1p", "pow" -> POSITIVE;
            case "asin", "acos", "atanh" -> WITHIN_ONE;
            case "acosh" -> ABOVE_ONE;
            case "tan" -> x -> 1.2 * Math.tanh(x);
            default -> ANY;
        };
    }

    static Case of(String name, Function<Tensor[], Tensor> f, Shape... shapes) {
        return new Case(name, shapes, shapes.length, f, ANY, true);
    }

    Case on(DoubleUnaryOperator domain) {
        return new Case(name, shapes, arity, f, domain, twice);
    }

    Case once() {
        return new Case(name, shapes, arity, f, domain, false);
    }

    /** Inputs made of {@code data}, repeated with a shift; scalars among the inputs where {@code scalars} has a bit set. */
    Tensor[] inputs(double[] data, DType dtype, int scalars) {
        Tensor[] in = new Tensor[arity];
        int at = 0;
        for (int i = 0; i < arity; i++) {
            Shape shape = shapes != null ? shapes[i] : (scalars >> i & 1) != 0 ? Shape.scalar() : Shape.of(data.length / 3);
            double[] values = new double[shape.size()];
            for (int j = 0; j < values.length; j++) {
                // repeated numbers would be ties; those are tried one at a time, on elementwise operations
                values[j] = domain.applyAsDouble(data[at % data.length] + 0.01 * (at / data.length));
                at++;
            }
            in[i] = Tensor.of(values, shape.toArray()).to(dtype);
        }
        return in;
    }

    @Override
    public String toString() {
        return name + (shapes == null ? "" : " " + Arrays.toString(shapes));
    }
}
