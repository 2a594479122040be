package org.foldgrad.autodiff.kernel.emit;

import java.util.List;
import org.foldgrad.autodiff.expr.Expr;

/**
 * What an elementwise kernel computes: for each i, every expression on {@code in[0][i], in[1][i], ...}, each into its sink.
 *
 * <p>Several expressions in one program share their common subexpressions: the forward value and all partial derivatives of an
 * operation can leave in one pass. An output array may be the same array as an input: elements are read before they are written.
 *
 * <p>Sums have one order whatever the backend, vector width or number of threads: element i of the range goes to partial sum i mod 32, and the
 * partial sums are combined pairwise, 16 apart, then 8, 4, 2, 1. A range of more than {@link #BLOCK} elements is cut into blocks of
 * that size, and the sums of the blocks are summed in the same order. Sums of {@code float} are kept in {@code float}.
 *
 * <p>Programs are values: equal if they compute the same instructions in the same order from the same inputs into the same sinks.
 */
public final class Program {
    /** How many partial sums a SUM sink has. */
    public static final int PARTIALS = 32;
    /** Elements of a block of a sum: some ten microseconds of work at least, and few enough that their sum loses few digits. */
    public static final int BLOCK = 1 << 15;
    /** The sum of the elements of an array. */
    static final Program SUM = new Program(List.of(Expr.input(0)), List.of(Sink.SUM), 1, 0);

    private final Graph graph;
    private final List<Sink> sinks;
    private final int inputs;
    private final long scalars;
    private final int hash;

    /**
     * A program.
     *
     * @param outputs the expressions
     * @param sinks   one for each expression
     * @param inputs  how many inputs there are, at most 64
     * @param scalars the inputs that hold a single element, read once and used for every i: bit k for input k
     */
    public Program(List<Expr> outputs, List<Sink> sinks, int inputs, long scalars) {
        this(Graph.of(outputs), sinks, inputs, scalars);
        if (outputs.size() != sinks.size()) {
            throw new IllegalArgumentException(outputs.size() + " expressions but " + sinks.size() + " sinks");
        }
        if (inputs > Long.SIZE) {
            throw new IllegalArgumentException("a program of " + inputs + " inputs; at most " + Long.SIZE + " are possible");
        }
        for (Graph.Node n : graph.nodes()) {
            if (n.op() == Op.INPUT && n.value() >= inputs) {
                throw new IllegalArgumentException("an expression reads input " + (int) n.value() + " of a program of " + inputs + " inputs");
            }
        }
    }

    Program(Graph graph, List<Sink> sinks, int inputs, long scalars) {
        this.graph = graph;
        this.sinks = List.copyOf(sinks);
        this.inputs = inputs;
        this.scalars = scalars;
        this.hash = 31 * (31 * graph.hashCode() + sinks.hashCode()) + Long.hashCode(scalars) + inputs;
    }

    /** The same with other code for the same values. */
    Program with(Graph code) {
        return new Program(code, sinks, inputs, scalars);
    }

    /** The same of inputs that all hold a single element. */
    Program ofScalars() {
        return new Program(graph, sinks, inputs, -1L);
    }

    /** How many blocks a sum of {@code n} elements has. */
    public static int blocks(int n) {
        return (n + BLOCK - 1) / BLOCK;
    }

    Graph graph() {
        return graph;
    }

    /** Whether it takes no function that costs more than reading and writing an element: nothing beyond arithmetic, roots, roundings, choices. */
    public boolean isArithmetic() {
        return !graph.any(Op::isElementary);
    }

    /** One sink for each output. */
    public List<Sink> sinks() {
        return sinks;
    }

    /** How many inputs there are. */
    public int inputs() {
        return inputs;
    }

    /** The inputs that hold a single element: bit k for input k. */
    public long scalars() {
        return scalars;
    }

    /** Whether input {@code k} holds a single element. */
    public boolean isScalar(int k) {
        return k < Long.SIZE && (scalars >>> k & 1) != 0;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Program p && p.hash == hash && p.inputs == inputs && p.scalars == scalars && p.sinks.equals(sinks) && p.graph.equals(graph);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
