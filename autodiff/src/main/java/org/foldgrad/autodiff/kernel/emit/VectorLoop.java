package org.foldgrad.autodiff.kernel.emit;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Locale;

/**
 * Emits a loop over vectors, then the rest as one vector under a mask: an element's value does not depend on where the range ends.
 *
 * <p>A sum has 32 partials, so 32 / lanes accumulators; each vector goes to the next of them. They are kept in a queue of
 * locals: add to the first, then move each one place down and the first to the back. A register move costs next to nothing, and the loop's
 * body is emitted once rather than once for each accumulator. It does not matter how far the queue has moved in the end: accumulators half a queue
 * apart stay so, and a + b is b + a.
 *
 * <p>Constants are read from an array before the loop. HotSpot would not keep those in the code in registers: it makes a vector of each anew wherever
 * it is used, an instruction for nearly every multiply-add of a polynomial.
 */
final class VectorLoop extends Loop {
    private static final String PACKAGE = "jdk.incubator.vector.";
    private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE + "Vector");
    private static final ClassDesc MASK = ClassDesc.of(PACKAGE + "VectorMask");
    private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE + "VectorSpecies");
    private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE + "VectorOperators");
    private static final ClassDesc UNARY = OPERATORS.nested("Unary");
    private static final ClassDesc BINARY = OPERATORS.nested("Binary");
    private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
    private static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");
    private static final int NO_MASK = -1;

    private final ClassDesc vector;
    private final VectorCode vectors;
    private final int bits;
    private final int lanes;
    private final int[][] accumulators;
    /** How many constants there have been. */
    private int constants;
    private int i;
    private int mask = NO_MASK;

    VectorLoop(CodeBuilder code, Lane lane, Program program, int bits) {
        super(code, lane, program);
        this.vector = lane.vector;
        this.vectors = new VectorCode(code, lane, bits);
        this.bits = bits;
        this.lanes = bits / lane.bits;
        this.accumulators = new int[sinks.size()][];
    }

    @Override
    TypeKind valueKind() {
        return TypeKind.REFERENCE;
    }

    @Override
    void loop() {
        boolean sums = sinks.contains(Sink.SUM);
        if (sums) {
            clearAccumulators();
        }
        i = newInt();
        int limit = newInt();
        code.iload(FROM).istore(i);
        code.iload(TO).loadConstant(lanes - 1).isub().istore(limit);
        forUpTo(i, limit, lanes, this::step);
        Label done = code.newLabel();
        code.iload(i).iload(TO).if_icmpge(done);
        mask = code.allocateLocal(TypeKind.REFERENCE);
        species(); // as many ones as elements are left; firstLanes() says more and costs the main loop a register
        code.loadConstant(-1L).iload(i).iload(TO).isub().lushr();
        code.invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, CD_long)).astore(mask);
        step();
        code.labelBinding(done);
        if (sums) {
            combine();
        }
    }

    private void step() {
        body();
        for (int j = 0; j < accumulators.length; j++) {
            sink(j);
        }
    }

    private void sink(int j) {
        int value = graph.results().get(j);
        switch (sinks.get(j)) {
            case WRITE -> {
                load(value);
                store(outputArrays[j]);
            }
            case ADD -> {
                loadFrom(outputArrays[j]);
                load(value);
                on("add", VECTOR);
                store(outputArrays[j]);
            }
            case SUM -> {
                int sum = accumulators[j][0];
                if (mask == NO_MASK) {
                    load(value); // not sum.add(value): HotSpot may not know the class of a vector that comes round the loop
                    code.aload(sum);
                    on("add", VECTOR);
                } else {
                    code.aload(sum);
                    load(value);
                    code.aload(mask);
                    on("add", VECTOR, MASK);
                }
                code.astore(sum);
                rotate(accumulators[j]);
            }
        }
    }

    /** Moves every accumulator of a queue one place towards the front, the first to the back. */
    private void rotate(int[] queue) {
        for (int k = 1; k <= queue.length; k++) {
            code.aload(queue[k % queue.length]);
        }
        for (int k = queue.length - 1; k >= 0; k--) {
            code.astore(queue[k]);
        }
    }

    private void clearAccumulators() {
        for (int j = 0; j < accumulators.length; j++) {
            if (sinks.get(j) == Sink.SUM) {
                accumulators[j] = new int[Program.PARTIALS / lanes];
                for (int k = 0; k < accumulators[j].length; k++) {
                    accumulators[j][k] = code.allocateLocal(TypeKind.REFERENCE);
                    vectors.zero();
                    code.astore(accumulators[j][k]);
                }
            }
        }
    }

    private void combine() {
        for (int j = 0; j < accumulators.length; j++) {
            if (accumulators[j] != null) {
                code.aload(outputArrays[j]).iconst_0();
                vectors.sum(accumulators[j]);
                code.arrayStore(lane.kind);
            }
        }
    }

    @Override
    void compute(int id, Graph.Node n) {
        switch (n.op()) {
            case CONST -> {
                species();
                code.loadConstant(Emit.NUMBERS).loadConstant(constants++).arrayLoad(TypeKind.DOUBLE).conversion(TypeKind.DOUBLE, lane.kind);
                broadcast();
            }
            case INPUT -> {
                if (invariant[id]) {
                    species();
                    code.aload(inputArrays[(int) n.value()]).iconst_0().arrayLoad(lane.kind);
                    broadcast();
                } else {
                    loadFrom(inputArrays[(int) n.value()]);
                }
            }
            case LT, LE, EQ, NE -> {
                load(n.args().get(3));
                load(n.args().get(2));
                load(n.args().get(0));
                code.getstatic(OPERATORS, n.op().name(), COMPARISON);
                load(n.args().get(1));
                code.invokevirtual(vector, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
                on("blend", VECTOR, MASK);
            }
            case NEG, ABS, SQRT -> {
                loadAll(n.args());
                on(n.op().name().toLowerCase(Locale.ROOT));
            }
            case ADD, SUB, MUL, DIV, MIN, MAX -> {
                loadAll(n.args());
                on(n.op().name().toLowerCase(Locale.ROOT), VECTOR);
            }
            case FMA -> {
                loadAll(n.args());
                on("fma", VECTOR, VECTOR);
            }
            case AND, OR, XOR -> {
                n.args().forEach(this::loadBits);
                code.getstatic(OPERATORS, n.op().name(), ASSOCIATIVE).swap();
                code.invokevirtual(lane.bitsVector, "lanewise", MethodTypeDesc.of(lane.bitsVector, BINARY, VECTOR));
                fromBits();
            }
            case SHL, SHR -> {
                loadBits(n.args().getFirst());
                code.getstatic(OPERATORS, n.op() == Op.SHL ? "LSHL" : "LSHR", BINARY).loadConstant((int) n.value()).conversion(TypeKind.INT, TypeKind.from(lane.bitsType));
                code.invokevirtual(lane.bitsVector, "lanewise", MethodTypeDesc.of(lane.bitsVector, BINARY, lane.bitsType));
                fromBits();
            }
            case SIN_OR -> rescue("sin", n);
            case COS_OR -> rescue("cos", n);
            case USUALLY -> usually(id, n);
            default -> library(n);
        }
    }

    /** The test is inline, the lanes go through arrays: the usual path then holds no call, and no vector is ever an object. */
    private void rescue(String method, Graph.Node n) {
        Label usual = code.newLabel();
        Label end = code.newLabel();
        unlessAny(n.args().get(0), lane.pick(Rescue.LIMIT_64, (double) Rescue.LIMIT_32), usual);
        species();
        for (int id : n.args()) {
            load(id);
            code.invokevirtual(vector, "toArray", MethodTypeDesc.of(lane.array));
        }
        code.invokestatic(Rescue.CLASS, method, MethodTypeDesc.of(lane.array, lane.array, lane.array)).iconst_0();
        code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, lane.array, CD_int)).goto_(end);
        code.labelBinding(usual);
        load(n.args().get(1));
        code.labelBinding(end);
    }

    private void usually(int id, Graph.Node n) {
        Label usual = code.newLabel();
        Label end = code.newLabel();
        unlessAny(n.args().get(0), n.value(), usual);
        instructionsOf(id);
        load(n.args().get(2));
        code.goto_(end).labelBinding(usual);
        load(n.args().get(1));
        code.labelBinding(end);
    }

    /** Goes to {@code usual} unless any element of {@code x} is of magnitude {@code limit} or more. */
    private void unlessAny(int x, double limit, Label usual) {
        load(x);
        on("abs");
        code.getstatic(OPERATORS, "GE", COMPARISON).loadConstant(lane.<ConstantDesc>pick(limit, (float) limit));
        code.invokevirtual(vector, "compare", MethodTypeDesc.of(MASK, COMPARISON, lane.type));
        code.invokevirtual(MASK, "anyTrue", MethodTypeDesc.of(CD_boolean)).ifeq(usual);
    }

    private void loadBits(int id) {
        load(id);
        code.invokevirtual(vector, lane.toBits, MethodTypeDesc.of(lane.bitsVector));
    }

    private void fromBits() {
        code.invokevirtual(lane.bitsVector, lane.fromBits, MethodTypeDesc.of(vector));
    }

    private void library(Graph.Node n) {
        load(n.args().getFirst());
        if (n.args().size() == 1) {
            code.getstatic(OPERATORS, n.op().name(), UNARY);
            on("lanewise", UNARY);
        } else {
            code.getstatic(OPERATORS, n.op().name(), BINARY);
            load(n.args().get(1));
            on("lanewise", BINARY, VECTOR);
        }
    }

    private void on(String method, ClassDesc... parameters) {
        code.invokevirtual(vector, method, MethodTypeDesc.of(vector, parameters));
    }

    private void species() {
        code.getstatic(vector, "SPECIES_" + bits, SPECIES);
    }

    private void broadcast() {
        code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, lane.type));
    }

    private void loadFrom(int array) {
        species();
        code.aload(array).iload(i);
        if (mask == NO_MASK) {
            code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, lane.array, CD_int));
        } else {
            code.aload(mask).invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, lane.array, CD_int, MASK));
        }
    }

    /** Stores the vector on the stack. */
    private void store(int array) {
        code.aload(array).iload(i);
        if (mask == NO_MASK) {
            code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, lane.array, CD_int));
        } else {
            code.aload(mask).invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, lane.array, CD_int, MASK));
        }
    }
}
