package org.foldgrad.autodiff.kernel.emit;

import static java.lang.constant.ConstantDescs.CD_double;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.Locale;

/** Emits a plain loop, an element at a time; HotSpot vectorises it by itself where all of it is plain arithmetic. */
class ScalarLoop extends Loop {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

    private int i;

    ScalarLoop(CodeBuilder code, Lane lane, Program program) {
        super(code, lane, program);
    }

    @Override
    TypeKind valueKind() {
        return lane.kind;
    }

    @Override
    void loop() {
        int[] partials = new int[sinks.size()];
        for (int j = 0; j < partials.length; j++) {
            if (sinks.get(j) == Sink.SUM) {
                partials[j] = code.allocateLocal(TypeKind.REFERENCE);
                code.loadConstant(Program.PARTIALS).newarray(lane.kind).astore(partials[j]);
            }
        }
        i = newInt();
        code.iload(FROM).istore(i);
        forUpTo(i, TO, 1, () -> {
            body();
            for (int j = 0; j < partials.length; j++) {
                sink(j, partials[j]);
            }
        });
        for (int j = 0; j < partials.length; j++) {
            if (sinks.get(j) == Sink.SUM) {
                code.aload(outputArrays[j]).iconst_0().aload(partials[j]);
                code.invokestatic(Partials.CLASS, "combine", MethodTypeDesc.of(lane.type, lane.array)).arrayStore(lane.kind);
            }
        }
    }

    private void sink(int j, int partials) {
        int value = graph.results().get(j);
        switch (sinks.get(j)) {
            case WRITE -> {
                code.aload(outputArrays[j]).iload(i);
                load(value);
            }
            case ADD -> {
                code.aload(outputArrays[j]).iload(i).dup2().arrayLoad(lane.kind);
                load(value);
                arithmetic(Opcode.DADD, Opcode.FADD);
            }
            case SUM -> {
                code.aload(partials).iload(i).iload(FROM).isub().loadConstant(Program.PARTIALS - 1).iand().dup2().arrayLoad(lane.kind);
                load(value);
                arithmetic(Opcode.DADD, Opcode.FADD);
            }
        }
        code.arrayStore(lane.kind);
    }

    @Override
    void compute(int id, Graph.Node n) {
        if (n.op() == Op.INPUT) {
            loadInput(id, (int) n.value());
        } else if (n.op().isSelect()) {
            select(n);
        } else if (n.op() == Op.CONST) {
            constant(n.value());
        } else if (n.op().isLibrary() || n.op() == Op.SQRT || n.op() == Op.FLOOR || n.op() == Op.CEIL || n.op() == Op.RINT) {
            library(n);
        } else if (n.op().isBitwise()) {
            n.args().forEach(this::loadBits);
            bitwise(n);
            code.invokestatic(lane.box, lane.pick("longBitsToDouble", "intBitsToFloat"), MethodTypeDesc.of(lane.type, lane.bitsType));
        } else {
            loadAll(n.args());
            switch (n.op()) {
                case SIN_OR -> code.invokestatic(Rescue.CLASS, "sin", MethodTypeDesc.of(lane.type, lane.type, lane.type));
                case COS_OR -> code.invokestatic(Rescue.CLASS, "cos", MethodTypeDesc.of(lane.type, lane.type, lane.type));
                case ADD -> arithmetic(Opcode.DADD, Opcode.FADD);
                case SUB -> arithmetic(Opcode.DSUB, Opcode.FSUB);
                case MUL -> arithmetic(Opcode.DMUL, Opcode.FMUL);
                case DIV -> arithmetic(Opcode.DDIV, Opcode.FDIV);
                case NEG -> arithmetic(Opcode.DNEG, Opcode.FNEG);
                default -> math(n, lane.type);
            }
        }
    }

    /** Loads value {@code id}, which is input {@code k}. */
    void loadInput(int id, int k) {
        code.aload(inputArrays[k]);
        if (invariant[id]) {
            code.iconst_0();
        } else {
            code.iload(i);
        }
        code.arrayLoad(lane.kind);
    }

    private void loadBits(int id) {
        load(id);
        code.invokestatic(lane.box, lane.pick("doubleToRawLongBits", "floatToRawIntBits"), MethodTypeDesc.of(lane.bitsType, lane.type));
    }

    private void bitwise(Graph.Node n) {
        if (n.op() == Op.SHL || n.op() == Op.SHR) {
            code.loadConstant((int) n.value());
        }
        code.with(OperatorInstruction.of(switch (n.op()) {
            case AND -> lane.pick(Opcode.LAND, Opcode.IAND);
            case OR -> lane.pick(Opcode.LOR, Opcode.IOR);
            case XOR -> lane.pick(Opcode.LXOR, Opcode.IXOR);
            case SHL -> lane.pick(Opcode.LSHL, Opcode.ISHL);
            default -> lane.pick(Opcode.LUSHR, Opcode.IUSHR);
        }));
    }

    private void constant(double value) {
        if (lane == Lane.F64) {
            code.loadConstant(value);
        } else {
            code.loadConstant((float) value);
        }
    }

    private void arithmetic(Opcode f64, Opcode f32) {
        code.with(OperatorInstruction.of(lane.pick(f64, f32)));
    }

    /** A method of Math that exists for double only; rounding its result to float is exact for sqrt and the roundings. */
    private void library(Graph.Node n) {
        for (int a : n.args()) {
            load(a);
            code.conversion(lane.kind, TypeKind.DOUBLE);
        }
        math(n, CD_double);
        code.conversion(TypeKind.DOUBLE, lane.kind);
    }

    private void math(Graph.Node n, ClassDesc type) {
        MethodTypeDesc signature = MethodTypeDesc.of(type, Collections.nCopies(n.args().size(), type));
        code.invokestatic(MATH, n.op().name().toLowerCase(Locale.ROOT), signature);
    }

    private void select(Graph.Node n) {
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        load(n.args().get(0));
        load(n.args().get(1));
        switch (n.op()) { // a comparison with NaN pushes 1 (CMPG) or -1 (CMPL): whichever makes the relation false
            case LT -> {
                arithmetic(Opcode.DCMPG, Opcode.FCMPG);
                code.ifge(otherwise);
            }
            case LE -> {
                arithmetic(Opcode.DCMPG, Opcode.FCMPG);
                code.ifgt(otherwise);
            }
            case EQ -> {
                arithmetic(Opcode.DCMPL, Opcode.FCMPL);
                code.ifne(otherwise);
            }
            default -> {
                arithmetic(Opcode.DCMPL, Opcode.FCMPL);
                code.ifeq(otherwise);
            }
        }
        load(n.args().get(2));
        code.goto_(end).labelBinding(otherwise);
        load(n.args().get(3));
        code.labelBinding(end);
    }
}
