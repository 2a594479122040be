package org.foldgrad.autodiff.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Tensor;

/**
 * How an array's elements lie in a file.
 *
 * @param type    the element type
 * @param order   the byte order
 * @param fortran whether the first axis varies fastest instead of the last
 */
public record NpyFormat(Type type, ByteOrder order, boolean fortran) {
    /** The element types that can be read and written. */
    public enum Type {
        /** 32-bit floating point. */
        F4(4),
        /** 64-bit floating point. */
        F8(8),
        /** 32-bit integers. */
        I4(4),
        /** 64-bit integers. */
        I8(8);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes an element takes. */
        public int bytes() {
            return bytes;
        }
    }

    /** The format a tensor is written in unless told otherwise: its own type, little-endian, last axis fastest. */
    public static NpyFormat of(Tensor tensor) {
        return of(tensor.dtype() == DType.F32 ? Type.F4 : Type.F8);
    }

    /** Elements of {@code type}, little-endian, last axis fastest. */
    public static NpyFormat of(Type type) {
        return new NpyFormat(type, ByteOrder.LITTLE_ENDIAN, false);
    }

    /** The type of tensor that elements of this format are read into: f32 for F4, else f64. */
    DType dtype() {
        return type == Type.F4 ? DType.F32 : DType.F64;
    }

    /** The type and byte order in NumPy's notation, as in {@code <f8}. */
    String descr() {
        return (order == ByteOrder.LITTLE_ENDIAN ? "<" : ">") + type.name().toLowerCase(Locale.ROOT);
    }

    /** The next element. */
    double get(ByteBuffer from) {
        return switch (type) {
            case F4 -> from.getFloat();
            case F8 -> from.getDouble();
            case I4 -> from.getInt();
            case I8 -> {
                long n = from.getLong();
                if ((long) (double) n != n || n == Long.MAX_VALUE) {
                    throw new AutodiffException("the integer " + n + " has no exact f64 value");
                }
                yield n;
            }
        };
    }

    /** Appends an element. */
    void put(ByteBuffer to, double value) {
        switch (type) {
            case F4 -> to.putFloat((float) value);
            case F8 -> to.putDouble(value);
            case I4 -> to.putInt((int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case I8 -> to.putLong(integer(value, Long.MIN_VALUE, Math.nextDown(0x1p63)));
        }
    }

    private long integer(double value, double low, double high) {
        if (value != Math.rint(value) || !(value >= low && value <= high)) {
            throw new AutodiffException("the value " + value + " is not an integer that " + type + " holds");
        }
        return (long) value;
    }
}
