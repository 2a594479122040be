package org.foldgrad.autodiff.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;

/** The element types of kernels, and their names in emitted code. */
enum Lane {
    F64(TypeKind.DOUBLE, CD_double, "Double", "Long", Double.SIZE),
    F32(TypeKind.FLOAT, CD_float, "Float", "Int", Float.SIZE);

    final TypeKind kind;
    final ClassDesc type;
    final ClassDesc array;
    final ClassDesc vector;
    /** The vector of integers as wide as an element, and the methods that reinterpret bits to it and back. */
    final ClassDesc bitsVector;
    final String toBits;
    final String fromBits;
    final int bits;

    Lane(TypeKind kind, ClassDesc type, String name, String integer, int bits) {
        this.kind = kind;
        this.type = type;
        this.array = type.arrayType();
        this.vector = ClassDesc.of("jdk.incubator.vector." + name + "Vector");
        this.bitsVector = ClassDesc.of("jdk.incubator.vector." + integer + "Vector");
        this.toBits = "reinterpretAs" + integer + "s";
        this.fromBits = "reinterpretAs" + name + "s";
        this.bits = bits;
    }
}
