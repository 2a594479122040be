package org.foldgrad.autodiff.kernel.emit;

import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;

/** The element types of kernels, and their names in emitted code. */
public enum Lane {
    F64(TypeKind.DOUBLE, CD_double, CD_Double, CD_long, "Double", "Long", Double.SIZE, 52, 1023),
    F32(TypeKind.FLOAT, CD_float, CD_Float, CD_int, "Float", "Int", Float.SIZE, 23, 127);

    /** The type in bytecode. */
    public final TypeKind kind;
    final ClassDesc type;
    final ClassDesc box;
    /** The integer as wide as an element. */
    final ClassDesc bitsType;
    final ClassDesc array;
    final ClassDesc vector;
    /** The vector of such integers, and the methods that reinterpret bits to it and back. */
    final ClassDesc bitsVector;
    final String toBits;
    final String fromBits;
    /** The width of an element. */
    public final int bits;
    final int mantissaBits;
    /** The exponent field of 1. */
    final int bias;

    Lane(TypeKind kind, ClassDesc type, ClassDesc box, ClassDesc bitsType, String name, String integer, int bits, int mantissaBits, int bias) {
        this.kind = kind;
        this.type = type;
        this.box = box;
        this.bitsType = bitsType;
        this.array = type.arrayType();
        this.vector = ClassDesc.of("jdk.incubator.vector." + name + "Vector");
        this.bitsVector = ClassDesc.of("jdk.incubator.vector." + integer + "Vector");
        this.toBits = "reinterpretAs" + integer + "s";
        this.fromBits = "reinterpretAs" + name + "s";
        this.bits = bits;
        this.mantissaBits = mantissaBits;
        this.bias = bias;
    }

    /** Where numbers are 1 apart: adding it rounds to an integer, which then stands in the low bits. */
    public double magic() {
        return Math.scalb(1.5, mantissaBits);
    }

    /** The smallest normal number. */
    double minNormal() {
        return Math.scalb(1.0, 1 - bias);
    }

    /** The type of the elements of {@code array}. */
    public static Lane of(Object array) {
        return array instanceof double[] ? F64 : F32;
    }

    /** A new array of this type. */
    Object newArray(int n) {
        return this == F64 ? new double[n] : new float[n];
    }

    /** An array of {@code n} such arrays. */
    Object[] newArrays(int n) {
        return this == F64 ? new double[n][] : new float[n][];
    }

    /** One or the other, by element type. */
    <T> T pick(T f64, T f32) {
        return this == F64 ? f64 : f32;
    }
}
