package org.foldgrad.autodiff;

import java.util.Arrays;

/**
 * The sizes of a tensor's axes, outermost first; the last axis varies fastest in memory. A shape without axes is a scalar's, with one
 * element; a shape with an axis of size 0 has none.
 */
public final class Shape {
    private static final Shape SCALAR = new Shape(new int[0], 1);

    private final int[] dims;
    private final int size;

    private Shape(int[] dims, int size) {
        this.dims = dims;
        this.size = size;
    }

    /**
     * The shape with the given axis sizes.
     *
     * @throws AutodiffException if one is negative or the elements are more than an array can hold, be it but for axes of size 0
     */
    public static Shape of(int... dims) {
        if (dims.length == 0) {
            return SCALAR;
        }
        long size = 1;
        boolean empty = false;
        for (int d : dims) {
            if (d < 0) {
                throw new AutodiffException("shape " + Arrays.toString(dims) + " has a negative axis; sizes are 0 or more");
            }
            empty |= d == 0;
            size *= Math.max(d, 1);
            if (size > Integer.MAX_VALUE - 8) {
                throw new AutodiffException("shape " + Arrays.toString(dims) + " has more elements than an array can hold (2^31 - 9)");
            }
        }
        return new Shape(dims.clone(), empty ? 0 : (int) size);
    }

    /** The shape of a scalar: no axes, one element. */
    public static Shape scalar() {
        return SCALAR;
    }

    /** Number of axes. */
    public int rank() {
        return dims.length;
    }

    /** Number of elements. */
    public int size() {
        return size;
    }

    /** Whether there are no axes. */
    public boolean isScalar() {
        return dims.length == 0;
    }

    /** Size of an axis; negative axes count from the last, -1 being the last. */
    public int dim(int axis) {
        return dims[axis(axis)];
    }

    /**
     * The axis as a number from 0; negative axes count from the last.
     *
     * @throws AutodiffException if there is no such axis
     */
    public int axis(int axis) {
        int a = axis < 0 ? axis + dims.length : axis;
        if (a < 0 || a >= dims.length) {
            throw new AutodiffException("axis " + axis + " does not exist in shape " + this + " of rank " + dims.length);
        }
        return a;
    }

    /** The sizes as a new array. */
    public int[] toArray() {
        return dims.clone();
    }

    /** How many elements lie before {@code axis} turns once: the product of the sizes after it. */
    public int stride(int axis) {
        int stride = 1;
        for (int a = axis(axis) + 1; a < dims.length; a++) {
            stride *= dims[a];
        }
        return stride;
    }

    /** This shape with {@code axis} of another size. */
    public Shape with(int axis, int dim) {
        int[] d = dims.clone();
        d[axis(axis)] = dim;
        return of(d);
    }

    /** This shape without {@code axis}. */
    public Shape without(int axis) {
        int a = axis(axis);
        int[] d = new int[dims.length - 1];
        System.arraycopy(dims, 0, d, 0, a);
        System.arraycopy(dims, a + 1, d, a, d.length - a);
        return of(d);
    }

    /** The axes of this shape followed by those of {@code inner}. */
    public Shape then(Shape inner) {
        int[] d = Arrays.copyOf(dims, dims.length + inner.dims.length);
        System.arraycopy(inner.dims, 0, d, dims.length, inner.dims.length);
        return of(d);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Shape s && Arrays.equals(dims, s.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** The sizes in brackets, as in {@code [3, 5]}. */
    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
