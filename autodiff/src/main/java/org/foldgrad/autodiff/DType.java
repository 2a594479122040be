package org.foldgrad.autodiff;

/** The element type of a {@link Tensor}. */
public enum DType {
    /** 32-bit IEEE 754 numbers, held in a {@code float[]}. */
    F32(Float.BYTES),
    /** 64-bit IEEE 754 numbers, held in a {@code double[]}. */
    F64(Double.BYTES);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes an element takes. */
    public int bytes() {
        return bytes;
    }
}
