package org.foldgrad.bench.work;

/** The element type of a task. */
public enum Type {
    F64(8), F32(4);

    private final int bytes;

    Type(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
