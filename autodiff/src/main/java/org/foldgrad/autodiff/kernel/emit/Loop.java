package org.foldgrad.autodiff.kernel.emit;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.List;

/**
 * Emits the method {@code run(in, out, from, to)} of a kernel. What a scalar and a vector loop have in common is here: unpack the arrays,
 * compute what is the same for every element, then loop.
 */
abstract class Loop {
    static final int IN = 1;
    static final int OUT = 2;
    static final int FROM = 3;
    static final int TO = 4;

    final CodeBuilder code;
    final Lane lane;
    final Graph graph;
    final List<Sink> sinks;
    final boolean[] invariant;
    private final int[] owners;
    final int[] slots;
    final int[] inputArrays;
    final int[] outputArrays;

    Loop(CodeBuilder code, Lane lane, Program program) {
        this.code = code;
        this.lane = lane;
        this.graph = program.graph();
        this.sinks = program.sinks();
        this.invariant = invariants(program);
        this.owners = graph.owners();
        this.slots = new int[graph.nodes().size()];
        this.inputArrays = new int[program.inputs()];
        this.outputArrays = new int[sinks.size()];
    }

    /** Emits the whole method. */
    final void emit() {
        begin();
        for (int id = 0; id < slots.length; id++) {
            slots[id] = code.allocateLocal(valueKind());
            if (invariant[id]) {
                instruction(id);
            }
        }
        loop();
        code.return_();
    }

    /** What a value is on the operand stack: a number or a vector. */
    abstract TypeKind valueKind();

    /** Emits the loop and whatever follows it. */
    abstract void loop();

    /** Emits the instruction that computes value {@code id}, leaving it on the stack. */
    abstract void compute(int id, Graph.Node n);

    final void instruction(int id) {
        compute(id, graph.nodes().get(id));
        code.storeLocal(valueKind(), slots[id]);
    }

    /** Emits the instructions that differ from element to element. */
    final void body() {
        instructionsOf(Graph.ALWAYS);
    }

    /** Emits those of them that {@code owner} computes. */
    final void instructionsOf(int owner) {
        for (int id = 0; id < slots.length; id++) {
            if (!invariant[id] && owners[id] == owner) {
                instruction(id);
            }
        }
    }

    final void load(int id) {
        code.loadLocal(valueKind(), slots[id]);
    }

    final void loadAll(List<Integer> ids) {
        ids.forEach(this::load);
    }

    /** Emits {@code for (; i < limit; i += step) body}. */
    final void forUpTo(int i, int limit, int step, Runnable body) {
        Label top = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(top);
        code.iload(i).iload(limit).if_icmpge(end);
        body.run();
        code.iinc(i, step).goto_(top).labelBinding(end);
    }

    /** Which values are the same for every element: they are computed once, before the loop. */
    private static boolean[] invariants(Program program) {
        List<Graph.Node> nodes = program.graph().nodes();
        boolean[] invariant = new boolean[nodes.size()];
        for (int id = 0; id < invariant.length; id++) {
            Graph.Node n = nodes.get(id);
            invariant[id] = n.op() == Op.INPUT ? program.isScalar((int) n.value()) : n.args().stream().allMatch(a -> invariant[a]);
        }
        return invariant;
    }

    final int newInt() {
        return code.allocateLocal(TypeKind.from(CD_int));
    }

    /** Emits what comes before any computing. */
    void begin() {
        unpack();
        leaveIfEmpty();
    }

    private void unpack() {
        for (Graph.Node n : graph.nodes()) {
            if (n.op() == Op.INPUT) {
                inputArrays[(int) n.value()] = array(IN, (int) n.value());
            }
        }
        for (int j = 0; j < outputArrays.length; j++) {
            outputArrays[j] = array(OUT, j);
        }
    }

    /** Before the constants are made: an empty range costs nothing. */
    private void leaveIfEmpty() {
        Label some = code.newLabel();
        code.iload(FROM).iload(TO).if_icmplt(some);
        for (int j = 0; j < outputArrays.length; j++) {
            if (sinks.get(j) == Sink.SUM) {
                code.aload(outputArrays[j]).iconst_0().iconst_0().conversion(TypeKind.INT, lane.kind).arrayStore(lane.kind);
            }
        }
        code.return_().labelBinding(some);
    }

    private int array(int of, int k) {
        int slot = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(of).loadConstant(k).aaload().checkcast(lane.array).astore(slot);
        return slot;
    }
}
