package org.foldgrad.autodiff.kernel.emit;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Emits calls of the Vector API for one element type and vector width. */
public final class VectorCode {
    private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
    private static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");
    private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");

    private final CodeBuilder code;
    private final Lane lane;
    private final int bits;

    /** Emits into {@code code}, for vectors of {@code bits} bits. */
    public VectorCode(CodeBuilder code, Lane lane, int bits) {
        this.code = code;
        this.lane = lane;
        this.bits = bits;
    }

    /** A new local variable for an int. */
    public int newInt() {
        return code.allocateLocal(TypeKind.INT);
    }

    /** A new local variable for a vector. */
    public int newVector() {
        return code.allocateLocal(TypeKind.REFERENCE);
    }

    /** Gives local variables that hold arrays their type. */
    public void castArrays(int... locals) {
        for (int array : locals) {
            code.aload(array).checkcast(lane.array).astore(array);
        }
    }

    /** Emits {@code for (j = from; j < to; j++) body}. */
    public void forFrom(int j, int from, int to, Runnable body) {
        Label top = code.newLabel();
        Label end = code.newLabel();
        code.iload(from).istore(j).labelBinding(top).iload(j).iload(to).if_icmpge(end);
        body.run();
        code.iinc(j, 1).goto_(top).labelBinding(end);
    }

    /** Pushes a vector of one element of an array, the one whose index {@code index} pushes. */
    public void broadcast(int array, Runnable index) {
        species();
        code.aload(array);
        index.run();
        code.arrayLoad(lane.kind).invokestatic(lane.vector, "broadcast", MethodTypeDesc.of(lane.vector, SPECIES, lane.type));
    }

    /** Pushes the vector {@code v} vectors after element {@code at} of an array, both local variables. */
    public void load(int array, int at, int v) {
        species();
        code.aload(array);
        place(at, v);
        code.invokestatic(lane.vector, "fromArray", MethodTypeDesc.of(lane.vector, SPECIES, lane.array, CD_int));
    }

    /** The same where a mask is set, 0 elsewhere. */
    public void load(int array, int at, int v, int mask) {
        species();
        code.aload(array);
        place(at, v);
        code.aload(mask).invokestatic(lane.vector, "fromArray", MethodTypeDesc.of(lane.vector, SPECIES, lane.array, CD_int, MASK));
    }

    /** Stores the vector on the stack where {@link #load} would find it. */
    public void store(int array, int at, int v) {
        code.aload(array);
        place(at, v);
        code.invokevirtual(lane.vector, "intoArray", MethodTypeDesc.of(CD_void, lane.array, CD_int));
    }

    private void species() {
        code.getstatic(lane.vector, "SPECIES_" + bits, SPECIES);
    }

    private void place(int at, int v) {
        code.iload(at).loadConstant(v * bits / lane.bits).iadd();
    }

    /** Pushes a vector of zeros. */
    public void zero() {
        species();
        code.invokestatic(lane.vector, "zero", MethodTypeDesc.of(lane.vector, SPECIES));
    }

    /** n, from 0 to 63: the mask of the first n lanes, of all if there are fewer. */
    public void firstLanes() {
        int count = newInt();
        code.istore(count);
        species();
        code.lconst_1().iload(count).lshl().lconst_1().lsub().invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, CD_long));
    }

    /**
     * Pushes the sum of vectors, which are overwritten, in the fixed tree of {@link Program}: those half apart, then the lanes of the one that is
     * left.
     */
    public void sum(int[] sums) {
        for (int half = sums.length / 2; half > 0; half /= 2) {
            for (int k = 0; k < half; k++) {
                code.aload(sums[k]).aload(sums[k + half]).invokevirtual(lane.vector, "add", MethodTypeDesc.of(lane.vector, VECTOR)).astore(sums[k]);
            }
        }
        sumLanes(sums[0], 0, 1);
    }

    /** Lanes first, first + step, ... added pairwise: those half apart first. */
    private void sumLanes(int vector, int first, int step) {
        if (step * lane.bits == bits) {
            code.aload(vector).loadConstant(first).invokevirtual(lane.vector, "lane", MethodTypeDesc.of(lane.type, CD_int));
        } else {
            sumLanes(vector, first, 2 * step);
            sumLanes(vector, first + step, 2 * step);
            addNumbers();
        }
    }

    /** x, y, two numbers: x + y. */
    public void addNumbers() {
        code.with(OperatorInstruction.of(lane.pick(Opcode.DADD, Opcode.FADD)));
    }

    /** x, y, z: x y + z. */
    public void fma() {
        code.invokevirtual(lane.vector, "fma", MethodTypeDesc.of(lane.vector, VECTOR, VECTOR));
    }
}
