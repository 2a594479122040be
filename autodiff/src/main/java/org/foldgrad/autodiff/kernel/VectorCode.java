package org.foldgrad.autodiff.kernel;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Emits calls of the Vector API for one element type and vector width. */
final class VectorCode {
    private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
    private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");

    private final CodeBuilder code;
    private final Lane lane;
    private final int bits;

    VectorCode(CodeBuilder code, Lane lane, int bits) {
        this.code = code;
        this.lane = lane;
        this.bits = bits;
    }

    int newInt() {
        return code.allocateLocal(TypeKind.INT);
    }

    int newVector() {
        return code.allocateLocal(TypeKind.REFERENCE);
    }

    /** Gives local variables that hold arrays their type. */
    void castArrays(int... locals) {
        for (int array : locals) {
            code.aload(array).checkcast(lane.array).astore(array);
        }
    }

    /** Emits {@code for (j = from; j < to; j++) body}. */
    void forFrom(int j, int from, int to, Runnable body) {
        Label top = code.newLabel();
        Label end = code.newLabel();
        code.iload(from).istore(j).labelBinding(top).iload(j).iload(to).if_icmpge(end);
        body.run();
        code.iinc(j, 1).goto_(top).labelBinding(end);
    }

    /** Pushes a vector of one element of an array, the one whose index {@code index} pushes. */
    void broadcast(int array, Runnable index) {
        species();
        code.aload(array);
        index.run();
        code.arrayLoad(lane.kind).invokestatic(lane.vector, "broadcast", MethodTypeDesc.of(lane.vector, SPECIES, lane.type));
    }

    /** Pushes the vector {@code v} vectors after element {@code at} of an array, both local variables. */
    void load(int array, int at, int v) {
        species();
        code.aload(array);
        place(at, v);
        code.invokestatic(lane.vector, "fromArray", MethodTypeDesc.of(lane.vector, SPECIES, lane.array, CD_int));
    }

    /** Stores the vector on the stack where {@link #load} would find it. */
    void store(int array, int at, int v) {
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

    /** x, y, z: x y + z. */
    void fma() {
        code.invokevirtual(lane.vector, "fma", MethodTypeDesc.of(lane.vector, VECTOR, VECTOR));
    }
}
