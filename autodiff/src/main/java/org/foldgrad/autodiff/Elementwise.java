package org.foldgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.expr.Derive;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Expr.Const;
import org.foldgrad.autodiff.expr.Expr.Relation;
import org.foldgrad.autodiff.expr.Inputs;
import org.foldgrad.autodiff.expr.Substitute;
import org.foldgrad.autodiff.kernel.emit.Program;
import org.foldgrad.autodiff.kernel.emit.Sink;

/**
 * An elementwise operation, y[i] = f(x0[i], x1[i], ...), declared once as an expression:
 *
 * <pre>{@code
 * static final Elementwise HYPOT = binary("hypot", (a, b) -> sqrt(a.square().plus(b.square())));
 * Tensor r = HYPOT.on(x, y);
 * }</pre>
 *
 * <p>Everything else follows from the declaration: value, VJP, JVP and all higher derivatives, to the 24th at least, are derived symbolically and
 * compiled to straight-line loops, one for the value, one for all cotangents and one for each tangent, for both element types and every backend. Where
 * a derivative contains the function's own value, the output is used instead of computing it again. Inputs have equal shapes, or are scalars.
 */
public final class Elementwise extends Op {
    private static final int MAX_ARITY = 14;
    /** Inputs of a derivative: each order adds two, and a variant's key has a bit for each. */
    static final int MAX_INPUTS = 62;
    /** The most inputs of an operation whose cotangents are computed in one pass: the key has two more bits for each. */
    private static final int MAX_AT_ONCE = 20;
    private static final Sink[] SINKS = {null, Sink.WRITE, Sink.ADD, Sink.SUM};

    private final int arity;
    private final Expr body;
    private final Expr compiled;
    private final Expr[] partials;
    private final boolean differentiable;
    private final boolean[] passes;
    /** Bit k set where the value is a multiple of input k. */
    private final long factors;
    private final Launcher values = new Launcher(this::valueProgram);
    private final Launcher pullbacks = new Launcher(this::pullbackProgram);
    private final Tangents forwards = new Tangents(this);
    private final Elementwise[] times;
    private Op summed;

    private Elementwise(String name, int arity, Expr body, Expr[] partials, boolean differentiable) {
        this(name, arity, body, body, partials, differentiable, 0);
    }

    private Elementwise(String name, int arity, Expr body, Expr compiled, Expr[] partials, boolean differentiable, long factors) {
        super(name);
        if (arity > MAX_INPUTS) {
            throw new AutodiffException(name + ": a derivative of this order has " + arity + " inputs; at most " + MAX_INPUTS + " are possible");
        }
        this.arity = arity;
        this.body = body;
        this.compiled = compiled;
        this.partials = partials;
        this.differentiable = differentiable;
        this.factors = factors;
        this.passes = new boolean[arity];
        for (int i = 0; i < arity; i++) {
            passes[i] = !differentiable || !(partials[i] instanceof Const c && c.value() == 0);
        }
        this.times = new Elementwise[arity];
    }

    /**
     * The operation of {@code arity} inputs whose value is {@code f} of them.
     *
     * @throws AutodiffException if there are not 1 to 14 inputs, or the expression reads others
     */
    public static Elementwise of(String name, int arity, Function<Expr[], Expr> f) {
        if (arity < 1 || arity > MAX_ARITY) {
            throw new AutodiffException(name + ": an elementwise operation has 1 to " + MAX_ARITY + " inputs, not " + arity);
        }
        Expr body = declared(name, "its declaration", f.apply(symbols(arity)), arity);
        return new Elementwise(name, arity, body, derived(arity, body), true);
    }

    /** The operation y = f(x). */
    public static Elementwise unary(String name, UnaryOperator<Expr> f) {
        return of(name, 1, x -> f.apply(x[0]));
    }

    /** The operation y = f(a, b). */
    public static Elementwise binary(String name, BinaryOperator<Expr> f) {
        return of(name, 2, x -> f.apply(x[0], x[1]));
    }

    /** A function of three expressions. */
    @FunctionalInterface
    public interface Ternary {
        /** The value at {@code a, b, c}. */
        Expr apply(Expr a, Expr b, Expr c);
    }

    /** The operation y = f(a, b, c). */
    public static Elementwise ternary(String name, Ternary f) {
        return of(name, 3, x -> f.apply(x[0], x[1], x[2]));
    }

    /**
     * The same operation of one input with its derivative declared, {@code dydx} of x and y, where that is more accurate or cheaper than
     * what the expression's own derivative would be.
     */
    public Elementwise slope(BinaryOperator<Expr> dydx) {
        if (arity != 1) {
            throw error("a slope is declared for operations of one input, this one has " + arity);
        }
        Expr slope = declared(name(), "its slope", dydx.apply(Expr.input(0), Expr.input(1)), 2);
        return new Elementwise(name(), 1, body, new Expr[] {slope}, differentiable);
    }

    /** The same operation, refused when a gradient is to flow through it. */
    public Elementwise nonDifferentiable() {
        return new Elementwise(name(), arity, body, partials, false);
    }

    /** {@code e}, an expression of {@code inputs} inputs at most. */
    private static Expr declared(String name, String what, Expr e, int inputs) {
        if (e == null) {
            throw new AutodiffException(name + ": " + what + " is null; an expression is expected");
        }
        if (Inputs.count(e) > inputs) {
            throw new AutodiffException(name + ": " + what + " reads input " + (Inputs.count(e) - 1) + ", counted from 0, but has " + inputs + " of them");
        }
        return e;
    }

    private static Expr[] derived(int arity, Expr body) {
        Expr[] partials = new Expr[arity];
        Arrays.setAll(partials, i -> Substitute.in(Derive.partial(body, i), body, Expr.input(arity)));
        return partials;
    }

    private static Expr[] symbols(int n) {
        Expr[] x = new Expr[n];
        Arrays.setAll(x, Expr::input);
        return x;
    }

    /** Number of inputs. */
    public int arity() {
        return arity;
    }

    /** What its kernels compute: {@link #body} but for masks. */
    Expr compiled() {
        return compiled;
    }

    /** The declared expression. */
    public Expr body() {
        return body;
    }

    /** d y / d (input i), an expression of the inputs and, as input number {@code arity}, of the output. */
    public Expr partial(int i) {
        return partials[i];
    }

    @Override
    public boolean isDifferentiable() {
        return differentiable;
    }

    /** The same operation with derivatives that do not refer to its output. */
    Elementwise recomputing() {
        Expr[] inlined = new Expr[arity];
        Arrays.setAll(inlined, i -> Substitute.in(partials[i], Expr.input(arity), body));
        return new Elementwise(name(), arity, body, compiled, inlined, differentiable, factors);
    }

    /** The sum over all elements of this operation's value, as one operation that stores no elements. */
    public synchronized Op summed() {
        if (summed == null) {
            summed = new MapSum(this);
        }
        return summed;
    }

    @Override
    protected boolean differentiableIn(int i) {
        return passes[i];
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        Shape shape = shapeOf(in);
        Tensor out = work.empty(shape, in[0].dtype());
        fill(in, out);
        return out;
    }

    /** Writes the value into {@code out}; inputs that are scalars count for each of its elements. */
    void fill(Tensor[] in, Tensor out) {
        values.run(key(in, out.shape(), false), in, new Tensor[] {out}, out.size());
    }

    @Override
    Tensor ofNumbers(Tensor[] in, Tape tape) {
        if (in.length != arity) {
            return null;
        }
        double[] x = tape.arena().scratch();
        for (int i = 0; i < arity; i++) {
            if (!in[i].isNumber() || in[i].below(tape).isTracked()) {
                return null;
            }
            x[i] = in[i].at(0);
        }
        double[] y = new double[1];
        values.point(0).at(x, y);
        return Tensor.plain(Shape.scalar(), y, tape.arena());
    }

    @Override
    protected boolean accumulate(Tensor[] in, Tensor sum) {
        values.run(key(in, shapeOf(in), true), in, new Tensor[] {sum}, sum.size());
        return true;
    }

    private static long key(Tensor[] in, Shape out, boolean add) {
        return Launcher.scalars(in, out) << 1 | (add ? 1 : 0);
    }

    private Program valueProgram(long key) {
        return new Program(List.of(compiled), List.of((key & 1) == 0 ? Sink.WRITE : Sink.ADD), arity, key >>> 1);
    }

    /** The common shape of the operands: equal, but for scalars. */
    Shape shapeOf(Tensor[] in) {
        if (in.length != arity) {
            throw error("takes " + arity + " inputs, but " + in.length + " were given");
        }
        Shape shape = in[0].shape();
        for (int i = 1; i < in.length; i++) {
            if (in[i].dtype() != in[0].dtype()) {
                throw error("inputs are " + in[0].dtype() + " " + in[0].shape() + " and " + in[i].dtype() + " " + in[i].shape()
                        + "; convert one with to(dtype)");
            }
            Shape s = in[i].shape();
            if (shape.isScalar()) {
                shape = s;
            } else if (!s.isScalar() && !s.equals(shape)) {
                throw error("shapes " + shape + " and " + s + " differ; make them equal with broadcastTo or reshape (only scalars of shape []"
                        + " broadcast by themselves)");
            }
        }
        return shape;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        checkDifferentiable();
        Tensor[] operands = Arrays.copyOf(in, arity + 2);
        operands[arity] = out;
        operands[arity + 1] = cotangent;
        into.addElementwise(this, operands);
    }

    private void checkDifferentiable() {
        if (!differentiable) {
            throw error("has no gradient; if none is meant to flow here, say so with stopGradient()");
        }
    }

    /** The operation (x0, x1, ..., y, d) -> d * dy/dx_i, where d is a cotangent of y or a tangent of x_i. */
    synchronized Elementwise times(int i) {
        if (times[i] == null) {
            Expr product = Derive.times(Expr.input(arity + 1), partials[i]);
            times[i] = new Elementwise(name() + ".vjp" + i, arity + 2, product, guarded(i), derived(arity + 2, product), true, factorsOfPartial(i));
        }
        return times[i];
    }

    /** Those of d * dy/dx_i: d, and what y is a multiple of, but for x_i. */
    private long factorsOfPartial(int i) {
        return factors & ~(1L << i) | 1L << arity + 1;
    }

    /**
     * d * dy/dx_i as it is computed: 0 where d or another factor is 0, though the slope may be infinite or NaN, so that a branch not taken leaves
     * no NaN behind, in no derivative. Its own derivatives are those of the plain product.
     */
    Expr guarded(int i) {
        return guarded(i, Derive.times(Expr.input(arity + 1), partials[i]), factorsOfPartial(i));
    }

    /** dy/dx_i as it is computed for many d: 0 where another factor is 0. */
    Expr guardedPartial(int i) {
        return guarded(i, partials[i], factors & ~(1L << i));
    }

    private Expr guarded(int i, Expr product, long zeros) {
        for (long left = partials[i] instanceof Const ? 0 : zeros; left != 0; left &= left - 1) {
            Expr factor = Expr.input(Long.numberOfTrailingZeros(left));
            product = Expr.select(Relation.EQ, factor, Expr.zero(), Expr.zero(), product);
        }
        return product;
    }

    /** Whether {@link #pullBack} can be used. */
    boolean pullsBackAtOnce() {
        return arity <= MAX_AT_ONCE;
    }

    /**
     * All partial cotangents in one pass over memory: each is written, added in place, or summed where the input is a scalar. Those that need no
     * computing are added afterwards, as are the sums.
     */
    void pullBack(Tensor[] operands, Sweep into) {
        Tensor out = operands[arity];
        long key = Launcher.scalars(operands, out.shape());
        Tensor[] targets = new Tensor[arity];
        Tensor[] afterwards = new Tensor[arity];
        int used = 0;
        for (int i = 0; i < arity; i++) {
            int sink = 0;
            if (passes[i] && into.needs(i)) {
                afterwards[i] = operandAsCotangent(i, operands);
                if (afterwards[i] == null && operands[i].shape().isScalar()) {
                    afterwards[i] = Tensor.scalar(0, out.dtype());
                    targets[used++] = afterwards[i];
                    sink = 3;
                } else if (afterwards[i] == null) {
                    sink = into.slotOf(i) == null ? 1 : 2;
                    targets[used++] = sink == 1 ? into.open(i) : into.own(i);
                }
            }
            key |= (long) sink << arity + 2 + 2 * i;
        }
        if (used > 0) {
            pullbacks.run(key, operands, used == arity ? targets : Arrays.copyOf(targets, used), out.size());
        }
        for (int i = 0; i < arity; i++) {
            if (afterwards[i] != null) {
                into.add(i, afterwards[i]);
            }
        }
    }

    /** The operand that is the partial cotangent as it stands: the other factor of a product, where the cotangent is the number 1. Else null. */
    private Tensor operandAsCotangent(int i, Tensor[] operands) {
        Tensor cotangent = operands[arity + 1];
        if (partials[i] instanceof Expr.Var v && cotangent.isNumber() && cotangent.at(0) == 1) {
            Tensor partial = operands[v.index()];
            return partial.shape().equals(operands[i].shape()) && partial.shape().equals(operands[arity].shape()) ? partial : null;
        }
        return null;
    }

    /** The same where all operands are numbers. */
    void pullBack(Tensor[] in, Tensor out, double cotangent, Sweep into) {
        checkDifferentiable();
        double[] x = into.scratch();
        long key = 0;
        for (int i = 0; i < arity; i++) {
            x[i] = in[i].at(0);
            key |= passes[i] && into.needs(i) ? 1L << arity + 2 + 2 * i : 0;
        }
        x[arity] = out.at(0);
        x[arity + 1] = cotangent;
        pullbacks.point(key).at(x, x);
        for (int i = 0, used = 0; i < arity; i++) {
            if ((key >>> arity + 2 + 2 * i & 1) != 0) {
                into.add(i, x[used++]);
            }
        }
    }

    private Program pullbackProgram(long key) {
        List<Expr> outputs = new ArrayList<>();
        List<Sink> sinks = new ArrayList<>();
        for (int i = 0; i < arity; i++) {
            int sink = (int) (key >>> arity + 2 + 2 * i) & 3;
            if (sink != 0) {
                outputs.add(guarded(i));
                sinks.add(SINKS[sink]);
            }
        }
        return new Program(outputs, sinks, arity + 2, key & (1L << arity + 2) - 1);
    }

    @Override
    protected Tensor jvp(Tensor[] in, Tensor out, Tensor[] tangents) {
        checkDifferentiable();
        return forwards.of(in, out, tangents);
    }
}
