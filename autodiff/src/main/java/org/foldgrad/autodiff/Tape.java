package org.foldgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The record of a computation: one node for each operation on a watched tensor, in the order computed.
 *
 * <p>A tape is a value that belongs to the thread that made it, never a global. The reverse sweep reads it from the end; it changes
 * nothing, so any number of gradients can be taken. A sweep is itself made of operations: when the watched tensors are tracked by an
 * older tape, the sweep is recorded there, which is how gradients of gradients arise. Most users want {@link Gradients} instead.
 *
 * <pre>{@code
 * Tape tape = new Tape();
 * Tensor x = tape.watch(Tensor.of(1, 2, 3));
 * Tensor y = x.square().sum();
 * Tensor dx = tape.gradient(y, x)[0];   // 2, 4, 6
 * }</pre>
 */
public final class Tape {
    private static final AtomicLong COUNT = new AtomicLong();

    private final long id = COUNT.incrementAndGet();
    private final Thread owner = Thread.currentThread();
    private final List<Node> nodes = new ArrayList<>();
    private final Arena arena;
    /** Where results are made that leave the tape. */
    private final Workspace results;
    private final Trace trace;
    /** Whether it is of no use after the call in which it was made, so that what memory outlasts it need not be kept. */
    private final boolean brief;
    private boolean ended;

    /**
     * One recorded operation; {@code op} is null for a watched tensor. {@code out} is the value below this tape, {@code kept} what the operation
     * left for its VJP.
     */
    record Node(Op op, Tensor[] in, Tensor out, Tensor[] kept) {}

    /** An empty tape of the current thread. */
    public Tape() {
        this(Diagnostics.newTrace());
    }

    /** An empty tape of the current thread, with that trace. */
    Tape(Trace trace) {
        this(new Arena(), Workspace.HEAP, trace, false);
    }

    /**
     * An empty tape of use within the current call only that takes its memory from {@code arena}; results stay there ({@code inPlace}) or leave for
     * the heap.
     */
    Tape(Arena arena, boolean inPlace) {
        this(arena, inPlace ? arena.workspace() : Workspace.HEAP, Diagnostics.newTrace(), true);
    }

    private Tape(Arena arena, Workspace results, Trace trace, boolean brief) {
        this.arena = arena;
        this.results = results;
        this.trace = trace;
        this.brief = brief;
    }

    /** An empty tape of use within the current call only. */
    static Tape brief() {
        return new Tape(new Arena(), false);
    }

    /** {@code value}, tracked by this tape from here on. */
    public Tensor watch(Tensor value) {
        check();
        if (value.tape() != null && value.tape().id >= id) {
            throw new AutodiffException("watch: the tensor of shape " + value.shape() + " is tracked by this tape or a newer one; watch constants"
                    + " or tensors of older tapes");
        }
        value.live();
        retain(value);
        return add(new Node(null, new Tensor[0], value, null));
    }

    /**
     * d y / d x for each x, in its shape.
     *
     * @throws AutodiffException if y is not a scalar, an x is not on this tape, or an operation between them has no gradient
     */
    public Tensor[] gradient(Tensor y, Tensor... xs) {
        if (y.size() != 1) {
            throw new AutodiffException("gradient: y has shape " + y.shape() + ", not one element; sum it, or give a cotangent with vjp");
        }
        return vjp(y, Tensor.full(1.0, y.shape(), y.dtype()), xs);
    }

    /** The sum over elements of {@code cotangent * d y / d x} for each x, in its shape; the cotangent has y's shape. */
    public Tensor[] vjp(Tensor y, Tensor cotangent, Tensor... xs) {
        return vjp(new Tensor[] {y}, new Tensor[] {cotangent}, xs);
    }

    /** The same for several outputs: contributions add up. */
    Tensor[] vjp(Tensor[] ys, Tensor[] cotangents, Tensor[] xs) {
        check();
        checkNumber("vjp", cotangents, "cotangents", ys, "outputs");
        for (Tensor x : xs) {
            if (x.tape() != this) {
                throw new AutodiffException("vjp: a tensor of shape " + x.shape() + " to differentiate by is not on this tape; watch it first");
            }
        }
        return new Sweep(this, xs).reverse(seen(ys), cotangents);
    }

    /** The sum over x of {@code d y / d x * tangent}, in the shape of each y; null where y does not depend on any x. */
    Tensor[] jvp(Tensor[] ys, Tensor[] xs, Tensor[] tangents) {
        check();
        checkNumber("jvp", tangents, "tangents", xs, "inputs");
        return new ForwardSweep(this, xs, tangents).tangentsOf(seen(ys));
    }

    /** Ends the recording: but for results that stay, its tensors are no longer valid and its memory is free for the next tape. */
    void end() {
        ended = true;
        nodes.clear();
        if (results == Workspace.HEAP) {
            arena.end();
        } else {
            arena.seal();
        }
    }

    /**
     * A step of the computation, for listings.
     *
     * @param op    the operation's name; "watch" for a watched tensor
     * @param value what it gave
     */
    public record Step(String op, Tensor value) {}

    /** What was recorded, in order. */
    public List<Step> steps() {
        return nodes.stream().map(n -> new Step(n.op == null ? "watch" : n.op.name(), n.out)).toList();
    }

    /** Number of recorded nodes. */
    public int size() {
        return nodes.size();
    }

    Node node(int k) {
        return nodes.get(k);
    }

    /** The recorded operations as a table: shapes, bytes, inputs, and on a traced tape the time and source line of each. */
    public String explain() {
        return Listing.table(this);
    }

    /** The recorded operations as a graph in the language of Graphviz. */
    public String toDot() {
        return Listing.dot(this);
    }

    /** What is noted for diagnosis, or null. */
    Trace trace() {
        return trace;
    }

    Arena arena() {
        return arena;
    }

    /** Where an operation makes what leaves this tape. */
    Workspace results() {
        return results;
    }

    /** {@code t} so that it outlives the tape: a constant in an arena is copied to the heap, unless results stay in this one. */
    Tensor handOut(Tensor t) {
        boolean stays = t.isTracked() || t.arena() == null || t.arena() == arena && results != Workspace.HEAP;
        return stays ? t : t.copy();
    }

    /** The workspace of an operation on {@code in} that this tape will record. */
    Workspace workspace(Tensor[] in) {
        return new Workspace(arena, this, in);
    }

    /** The youngest tape among those that track {@code tensors}, or null. */
    static Tape newest(Tensor[] tensors) {
        Tape newest = null;
        for (Tensor t : tensors) {
            Tape tape = t.tape();
            if (tape != null && tape != newest && (newest == null || tape.id > newest.id)) {
                newest = tape;
            }
        }
        return newest;
    }

    /** Notes that {@code op} on {@code in} gave {@code out}, and {@code kept} for its VJP (or null). */
    Tensor record(Op op, Tensor[] in, Tensor out, Tensor[] kept) {
        check();
        for (Tensor t : in) {
            retain(t);
        }
        retain(out);
        return add(new Node(op, in, out, kept));
    }

    private void retain(Tensor t) {
        Arena home = t.arena();
        if (home != null && home != arena && !(brief && home.outlasts(arena))) {
            home.freeze();
        }
    }

    private Tensor add(Node node) {
        nodes.add(node);
        if (trace != null) {
            trace.note(node.op, node.in, node.out);
        }
        return Tensor.tracked(node.out, this, nodes.size() - 1);
    }

    /** {@code t} as it is to this tape: without the tracking of newer ones. */
    Tensor seen(Tensor t) {
        Tensor seen = t;
        while (seen.tape() != null && seen.tape().id > id) {
            seen = seen.primal();
        }
        return seen;
    }

    private Tensor[] seen(Tensor[] ts) {
        Tensor[] seen = new Tensor[ts.length];
        Arrays.setAll(seen, i -> seen(ts[i]));
        return seen;
    }

    private static void checkNumber(String what, Tensor[] given, String ones, Tensor[] expected, String others) {
        if (given.length != expected.length) {
            throw new AutodiffException(what + ": " + given.length + " " + ones + " for " + expected.length + " " + others + "; one for each is expected");
        }
    }

    private void check() {
        if (ended) {
            throw new AutodiffException("a tensor was used after its tape had ended; return it from the function, or copy it");
        }
        if (Thread.currentThread() != owner) {
            throw new AutodiffException("a tape belongs to the thread that made it (" + owner.getName() + "), but was used in "
                    + Thread.currentThread().getName() + "; make a tape in each thread, or pass constants (stopGradient)");
        }
    }
}
